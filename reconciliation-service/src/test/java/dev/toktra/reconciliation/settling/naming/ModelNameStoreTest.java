package dev.toktra.reconciliation.settling.naming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.reconciliation.settling.naming.ModelNameStore.Marked;
import dev.toktra.reconciliation.settling.naming.ModelNames.Alias;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ModelNameStoreTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    private final NamingRig rig = new NamingRig();
    private final ModelNameStore store = new ModelNameStore(rig.worker, Duration.ofDays(35), NOON);

    @Test
    void aNewNameIsLookedUpAndItsDaysAreSummedAnew() throws Exception {
        rig.seen("2026-11-20", "openai", "gpt-4o-2024-08-06");
        rig.seen("2026-11-21", "openai", "gpt-4o-2024-08-06");
        rig.seen("2026-11-22", "openai", "gpt-4o");
        mark("'gpt-4o-2024-08-06'");
        mark("'gpt-4o'");
        assertThat(store.marked(1000)).contains(new Marked(rig.org, "openai"));
        assertThat(lookUp()).isEqualTo(1);
        assertThat(names()).containsExactly("gpt-4o gpt-4o", "gpt-4o-2024-08-06 gpt-4o");
        assertThat(dirty()).containsExactly("2026-11-20", "2026-11-21");
        assertThat(store.marked(1000)).doesNotContain(new Marked(rig.org, "openai"));
        assertThat(lookUp()).isZero();
    }

    @Test
    void aChangedAliasRewritesNamesAndHasTheirDaysSettledAnew() throws Exception {
        UUID connection = rig.connected("openai");
        for (String day : List.of("2026-11-10", "2026-11-11", "2026-11-12", "2026-11-13", "2026-11-14", "2026-09-01")) {
            rig.read(connection, "openai", day);
        }
        rig.seen("2026-11-10", "openai", "o3");
        rig.counted(connection, "2026-11-14T05:00:00Z", "model, input, output", "'o3', 1, 1");
        rig.counted(connection, "2026-11-13T05:00:00Z", "model, input, output", "'gpt-4o', 1, 1");
        rig.counted(connection, "2026-09-01T05:00:00Z", "model, input, output", "'o3', 1, 1");
        keep("o3", "gpt-4o");
        alias("o3", "reasoner");
        assertThat(lookUp()).isEqualTo(1);
        assertThat(names()).containsExactly("gpt-4o gpt-4o", "o3 reasoner");
        assertThat(dirty()).containsExactly("2026-11-10");
        assertThat(unsettled()).containsExactly("2026-11-10", "2026-11-11", "2026-11-14");

        rig.update("delete from dirty_day where org_id = :o");
        rig.update("delete from model_alias where org_id = :o");
        mark("null");
        assertThat(lookUp()).as("the rules that are left decide").isEqualTo(1);
        assertThat(names()).containsExactly("gpt-4o gpt-4o", "o3 o3");
        assertThat(dirty()).containsExactly("2026-11-10");
    }

    @Test
    void aDayThatWasSettledLateIsNotYetFrozen() throws Exception {
        UUID connection = rig.connected("openai");
        for (String day : List.of("2026-09-01", "2026-09-02")) {
            rig.read(connection, "openai", day);
            rig.counted(connection, day + "T05:00:00Z", "model, input, output", "'o3', 1, 1");
        }
        rig.update("insert into settled_cell (org_id, provider, hour, model, state, device_input, device_output,"
                + " device_requests, reconciled_at) values (:o, 'openai', '2026-09-02T05:00:00Z', 'o3', 'reconciled', 0,"
                + " 0, 0, '2026-11-20T00:00:00Z')");
        keep("o3");
        alias("o3", "reasoner");
        lookUp();
        assertThat(unsettled()).containsExactly("2026-09-02");
    }

    @Test
    void whatSettlingSeesHoldsAtOnceAndAnOtherAnswerIsLookedUp() throws Exception {
        rig.seen("2026-11-20", "openai", "GPT-4o");
        keep("GPT-4o", "o3", "o3");
        assertThat(names()).containsExactly("GPT-4o gpt-4o", "o3 o3");
        assertThat(dirty()).containsExactly("2026-11-20");
        assertThat(rig.rows("select name from model_mark where org_id = :o")).isEmpty();
        keep(new ModelNames(List.of(new Alias("openai", "o3", "stale")), List.of()), "o3");
        assertThat(names()).contains("o3 o3");
        assertThat(rig.rows("select name from model_mark where org_id = :o")).containsExactly("o3");
    }

    @Test
    void anotherOrganisationsNamesStay() throws Exception {
        NamingRig other = new NamingRig();
        other.update("insert into model_name values (:o, 'openai', 'o3', 'o3')");
        keep("o3");
        alias("o3", "reasoner");
        lookUp();
        assertThat(other.rows("select canonical from model_name where org_id = :o"))
                .containsExactly("o3");
    }

    @Test
    void deploymentsOfConnectionsNameTheModelsThatTheyHaveNow() throws Exception {
        UUID connection = rig.connected("azure_openai");
        for (String told : List.of("'2026-11-01', '2026-11-20', 'gpt-4'", "'2026-11-20', null, 'gpt-35-turbo'")) {
            rig.update("insert into provider_name (connection_id, kind, provider_id, org_id, last_seen_at, valid_from,"
                    + " valid_until, model) values ('" + connection
                    + "', 'deployment', '/subscriptions/1/a/turbo', :o, now(), " + told + ")");
        }
        rig.update("insert into model_mark (org_id, provider, name) values (:o, 'azure_openai', 'Turbo')");
        store.lookUp(new Marked(rig.org, "azure_openai"));
        assertThat(names()).containsExactly("Turbo gpt-3.5-turbo");
    }

    private void alias(String pattern, String canonical) throws SQLException {
        rig.update("insert into model_alias values (gen_random_uuid(), :o, 'openai', '" + pattern + "', '" + canonical
                + "', 1, now())");
        mark("null");
    }

    private void mark(String name) throws SQLException {
        rig.update("insert into model_mark (org_id, provider, name) values (:o, 'openai', " + name + ")");
    }

    private void keep(String... names) throws SQLException {
        keep(ModelNames.builtIn(), names);
    }

    private void keep(ModelNames models, String... names) throws SQLException {
        try (Connection connection = rig.worker.getConnection()) {
            ModelNameStore.keep(connection, rig.org, "openai", List.of(names), models);
        }
    }

    private int lookUp() throws SQLException {
        return store.lookUp(new Marked(rig.org, "openai"));
    }

    private List<String> names() throws SQLException {
        return rig.rows("select name, canonical from model_name where org_id = :o order by name collate \"C\"");
    }

    private List<String> dirty() throws SQLException {
        return rig.rows("select distinct day from dirty_day where org_id = :o order by day");
    }

    private List<String> unsettled() throws SQLException {
        return rig.rows("select distinct day from unsettled_day where org_id = :o order by day");
    }
}
