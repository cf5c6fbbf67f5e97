package dev.toktra.reconciliation.settling.naming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.reconciliation.providers.Dimensions;
import dev.toktra.reconciliation.settling.sharing.Attribution;
import dev.toktra.reconciliation.settling.sharing.Owner;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RulesStoreTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-10");
    private static final UUID ADA = UUID.randomUUID();
    private static final UUID BOB = UUID.randomUUID();
    private static final UUID SALES = UUID.randomUUID();

    private final NamingRig rig = new NamingRig();

    @Test
    void everythingThatSaysWhoseAFigureIsIsRead() throws Exception {
        UUID here = rig.connected("openai");
        person(ADA, "ADA@example.com");
        person(BOB, "bob@example.com");
        alias(BOB, "provider_user", "user-b", "'2026-11-10', null");
        alias(BOB, "account", "robert@example.com", "'2026-11-01', '2026-12-01'");
        rig.told(here, "user user-a", "email", "Ada@example.com");
        rig.told(here, "key key-a", "owner", "user-a");
        rig.told(here, "key key-b", "owner_email", "robert@example.com");
        rig.told(here, "key key-s", "service_account", "ci");
        rig.update("insert into identity_mapping values (gen_random_uuid(), :o, 'openai', 'project', 'proj-1', null, '"
                + SALES + "', '2026-11-10', '2026-11-11', 1, now())");
        Owners owners = load("openai").owners();
        assertThat(owners.of(figure("user-a", null, null), here.toString(), DAY))
                .isEqualTo(new Owned(new Owner.Person(ADA), Attribution.EXACT));
        assertThat(owners.of(figure("USER-b", null, null), here.toString(), DAY))
                .isEqualTo(new Owned(new Owner.Person(BOB), Attribution.EXACT));
        assertThat(owners.of(figure(null, "key-a", null), here.toString(), DAY))
                .isEqualTo(new Owned(new Owner.Person(ADA), Attribution.KEY_OWNER));
        assertThat(owners.of(figure(null, "key-b", null), here.toString(), DAY))
                .isEqualTo(new Owned(new Owner.Person(BOB), Attribution.KEY_OWNER));
        assertThat(owners.of(figure(null, "key-s", "proj-1"), here.toString(), DAY))
                .isEqualTo(new Owned(new Owner.Unit(SALES), Attribution.MAPPED));
        assertThat(owners.of(figure(null, "key-s", "proj-1"), here.toString(), DAY.plusDays(1)))
                .isEqualTo(Owned.BY_NOBODY);
    }

    @Test
    void rulesAreOfOneOrganisationAndProvider() throws Exception {
        NamingRig other = new NamingRig();
        UUID there = other.connected("openai");
        other.told(there, "user user-a", "email", "ada@example.com");
        person(ADA, "ada@example.com");
        rig.update("insert into model_alias values (gen_random_uuid(), :o, 'anthropic', 'o3', 'wrong', 1, now())");
        rig.update("insert into model_alias values (gen_random_uuid(), :o, 'openai', 'o*', 'right', 1, now())");
        Rules rules = load("openai");
        assertThat(rules.owners().of(figure("user-a", null, null), there.toString(), DAY))
                .isEqualTo(Owned.BY_NOBODY);
        assertThat(rules.models().canonical("openai", "o3")).isEqualTo("right");
        assertThat(rules.model(figure(null, null, null), there.toString(), DAY)).isEqualTo("gpt-4o");
    }

    @Test
    void aFigureOfADeploymentWithoutAModelHasTheDeployments() throws Exception {
        UUID here = rig.connected("azure_openai");
        rig.told(here, "deployment /subscriptions/1/acc/prod", "model", "gpt-35-turbo");
        Dimensions figure = new Dimensions("unknown", null, null, "/subscriptions/1/acc", "prod", null, null, false);
        assertThat(load("azure_openai").model(figure, here.toString(), DAY)).isEqualTo("gpt-3.5-turbo");
    }

    private Rules load(String provider) throws SQLException {
        try (Connection connection = rig.worker.getConnection()) {
            return RulesStore.load(connection, rig.org, provider, DAY, DAY.plusDays(1));
        }
    }

    private void person(UUID id, String email) throws SQLException {
        rig.update("insert into person values (:o, '" + id + "', '" + email + "', 'x', 'member', 'active')");
    }

    private void alias(UUID id, String kind, String value, String days) throws SQLException {
        rig.update("insert into person_alias values (:o, '" + id + "', '" + kind + "', '" + value + "', " + days + ")");
    }

    private static Dimensions figure(@Nullable String user, @Nullable String key, @Nullable String project) {
        return new Dimensions("gpt-4o-2024-08-06", user, key, project, null, null, null, false);
    }
}
