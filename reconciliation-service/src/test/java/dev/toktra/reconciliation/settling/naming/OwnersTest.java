package dev.toktra.reconciliation.settling.naming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.reconciliation.providers.Dimensions;
import dev.toktra.reconciliation.settling.naming.Meaning.Kind;
import dev.toktra.reconciliation.settling.naming.Meaning.Thing;
import dev.toktra.reconciliation.settling.naming.Meaning.Told;
import dev.toktra.reconciliation.settling.sharing.Attribution;
import dev.toktra.reconciliation.settling.sharing.Owner;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OwnersTest {

    private static final UUID ADA = UUID.fromString("00000000-0000-0000-0000-00000000000a");
    private static final UUID BOB = UUID.fromString("00000000-0000-0000-0000-00000000000b");
    private static final UUID SALES = UUID.fromString("00000000-0000-0000-0000-0000000000d1");
    private static final LocalDate DAY = LocalDate.parse("2026-11-10");
    private static final String HERE = "c1";

    private final List<Meaning> meanings = new ArrayList<>();
    private final List<PersonName> people = new ArrayList<>();
    private final List<Mapping> mappings = new ArrayList<>();

    @Test
    void thePersonWhomTheProviderNamesComesFirst() {
        people.add(new PersonName(PersonName.Kind.PROVIDER_USER, "user-Ada", ADA, Days.EVER));
        people.add(PersonName.email("bob@example.com", BOB));
        told(Kind.KEY, "key-1", Told.key(null, "bob@example.com"));
        map(Mapping.Kind.KEY, "key-1", new Owner.Unit(SALES));
        assertThat(of(figure("user-Ada", "key-1", null), DAY)).isEqualTo(person(ADA, Attribution.EXACT));
        assertThat(of(figure(null, "key-1", null), DAY)).isEqualTo(person(BOB, Attribution.KEY_OWNER));
        assertThat(of(figure("user-nobody", "key-1", null), DAY)).isEqualTo(person(BOB, Attribution.KEY_OWNER));
        assertThat(of(figure(null, "key-2", null), DAY)).isEqualTo(Owned.BY_NOBODY);
    }

    @Test
    void aUserIsKnownByTheAddressThatTheProviderTells() {
        told(Kind.USER, "user-1", Told.user("Ada@Example.com"));
        people.add(PersonName.email("ada@example.COM", ADA));
        assertThat(of(figure("user-1", null, null), DAY)).isEqualTo(person(ADA, Attribution.EXACT));
        assertThat(new Owners(meanings, people, mappings).of(figure("user-1", null, null), "c2", DAY))
                .isEqualTo(Owned.BY_NOBODY);
    }

    @Test
    void aNameCountsForThePersonWhoHasItOnTheDay() {
        people.add(new PersonName(PersonName.Kind.PROVIDER_USER, "shared", ADA, days("2026-01-01", "2026-11-10")));
        people.add(new PersonName(PersonName.Kind.PROVIDER_USER, "shared", BOB, days("2026-11-10", null)));
        assertThat(of(figure("shared", null, null), DAY.minusDays(1))).isEqualTo(person(ADA, Attribution.EXACT));
        assertThat(of(figure("shared", null, null), DAY)).isEqualTo(person(BOB, Attribution.EXACT));
        assertThat(of(figure("shared", null, null), LocalDate.parse("2025-12-31")))
                .isEqualTo(Owned.BY_NOBODY);
    }

    @Test
    void anAccountOfTheDayGoesBeforeAnAddressThatHasNoDays() {
        told(Kind.USER, "user-1", Told.user("desk@example.com"));
        people.add(PersonName.email("desk@example.com", ADA));
        people.add(new PersonName(PersonName.Kind.ACCOUNT, "desk@example.com", BOB, days("2026-11-10", null)));
        assertThat(of(figure("user-1", null, null), DAY.minusDays(1))).isEqualTo(person(ADA, Attribution.EXACT));
        assertThat(of(figure("user-1", null, null), DAY)).isEqualTo(person(BOB, Attribution.EXACT));
    }

    @Test
    void aKeyHasTheOwnerThatItHadOnTheDayAndBeforeItWasReadTheFirstOneKnown() {
        people.add(PersonName.email("ada@example.com", ADA));
        people.add(PersonName.email("bob@example.com", BOB));
        told(Kind.USER, "user-b", Told.user("bob@example.com"));
        meanings.add(new Meaning(
                new Thing(HERE, Kind.KEY, "key-1"), Instant.parse("2026-11-10T09:00:00Z"), Told.key("user-b", null)));
        meanings.add(new Meaning(
                new Thing(HERE, Kind.KEY, "key-1"),
                Instant.parse("2026-11-05T09:00:00Z"),
                Told.key(null, "ada@example.com")));
        assertThat(of(figure(null, "key-1", null), DAY)).isEqualTo(person(BOB, Attribution.KEY_OWNER));
        assertThat(of(figure(null, "key-1", null), DAY.minusDays(1))).isEqualTo(person(ADA, Attribution.KEY_OWNER));
        assertThat(of(figure(null, "key-1", null), DAY.minusDays(60))).isEqualTo(person(ADA, Attribution.KEY_OWNER));
    }

    @Test
    void aServiceAccountIsNoPersonAndItsKeyIsWhoseAnAdministratorSays() {
        told(Kind.KEY, "key-1", new Told(null, null, "ada@example.com", "build", null));
        people.add(PersonName.email("ada@example.com", ADA));
        assertThat(of(figure(null, "key-1", null), DAY)).isEqualTo(Owned.BY_NOBODY);
        map(Mapping.Kind.KEY, "key-1", new Owner.Unit(SALES));
        assertThat(of(figure(null, "key-1", null), DAY))
                .isEqualTo(new Owned(new Owner.Unit(SALES), Attribution.MAPPED));
    }

    @Test
    void theNarrowestMappingCountsOnItsDays() {
        map(Mapping.Kind.PROJECT, "account", new Owner.Unit(SALES));
        mappings.add(new Mapping(
                Mapping.Kind.DEPLOYMENT, "account/prod", new Owner.Person(ADA), days("2026-11-10", "2026-11-11")));
        Dimensions prod = figure(null, null, "account", "prod");
        assertThat(of(prod, DAY)).isEqualTo(person(ADA, Attribution.MAPPED));
        assertThat(of(prod, DAY.minusDays(1))).isEqualTo(new Owned(new Owner.Unit(SALES), Attribution.MAPPED));
        assertThat(of(prod, DAY.plusDays(1))).isEqualTo(new Owned(new Owner.Unit(SALES), Attribution.MAPPED));
        map(Mapping.Kind.KEY, "key-1", new Owner.Person(BOB));
        assertThat(of(figure(null, "key-1", "account"), DAY)).isEqualTo(person(BOB, Attribution.MAPPED));
    }

    @Test
    void aFigureWithoutAModelHasThatOfItsDeployment() {
        told(Kind.DEPLOYMENT, "account/prod", Told.deployment("gpt-35-turbo"));
        Rules rules = new Rules("azure_openai", ModelNames.builtIn(), new Owners(meanings, people, mappings));
        assertThat(rules.model(azure("unknown", "prod"), HERE, DAY)).isEqualTo("gpt-3.5-turbo");
        assertThat(rules.model(azure("prod", "prod"), HERE, DAY)).isEqualTo("gpt-3.5-turbo");
        assertThat(rules.model(azure("gpt-4o", "prod"), HERE, DAY)).isEqualTo("gpt-4o");
        assertThat(rules.model(azure("unknown", "other"), HERE, DAY)).isEqualTo("unknown");
        assertThat(rules.model(azure("unknown", "prod"), "c2", DAY)).isEqualTo("unknown");
    }

    private Owned of(Dimensions dimensions, LocalDate day) {
        return new Owners(meanings, people, mappings).of(dimensions, HERE, day);
    }

    private void told(Kind kind, String id, Told told) {
        meanings.add(new Meaning(new Thing(HERE, kind, id), Instant.parse("2026-11-01T00:00:00Z"), told));
    }

    private void map(Mapping.Kind kind, String value, Owner owner) {
        mappings.add(new Mapping(kind, value, owner, Days.EVER));
    }

    private static Days days(String from, @Nullable String until) {
        return new Days(LocalDate.parse(from), until == null ? null : LocalDate.parse(until));
    }

    private static Owned person(UUID person, Attribution by) {
        return new Owned(new Owner.Person(person), by);
    }

    private static Dimensions figure(@Nullable String user, @Nullable String key, @Nullable String project) {
        return new Dimensions("gpt-4o", user, key, project, null, null, null, false);
    }

    private static Dimensions figure(@Nullable String user, @Nullable String key, String project, String deployment) {
        return new Dimensions("gpt-4o", user, key, project, deployment, null, null, false);
    }

    private static Dimensions azure(String model, String deployment) {
        return new Dimensions(model, null, null, "account", deployment, null, null, false);
    }
}
