package dev.toktra.reconciliation.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.events.DeviceState;
import dev.toktra.events.PersonState;
import dev.toktra.events.PersonState.Alias;
import dev.toktra.events.PersonState.AliasKind;
import dev.toktra.events.PersonState.Membership;
import dev.toktra.events.Topics;
import dev.toktra.events.UnitState;
import dev.toktra.events.UsageEvent;
import dev.toktra.reconciliation.ledger.LedgerRig;
import dev.toktra.reconciliation.ledger.TestBatches;
import dev.toktra.reconciliation.ledger.TestTopics;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mapping an account or a device to a person moves past days at once, and marks the facts of just those days. */
@QuarkusTest
@WithTestResource(TestStack.class)
class RemappingTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private static final String BY_PERSON = """
            select p.user_id, d.day, sum(d.requests) as requests
            from usage_daily d
            left join identity_person p on p.org_id = d.org_id and p.identity_id = d.identity_id and p.valid_from <= d.day
                and (p.valid_until is null or d.day < p.valid_until)
            where d.org_id = ? group by 1, 2 order by 2, 1""";

    private static final String OWN_MARKS =
            "select distinct day from dirty_fact where xmin = pg_current_xact_id()::xid order by day";

    private static final String OWN_UNSETTLED =
            "select distinct day from unsettled_day where xmin = pg_current_xact_id()::xid order by day";

    @Inject
    PersonStore store;

    @Inject
    @ReactiveDataSource("worker")
    Pool worker;

    private final UUID ada = UUID.randomUUID();
    private final UUID bob = UUID.randomUUID();
    private long version = 1;
    private LedgerRig rig;
    private TestBatches stream;

    @BeforeEach
    void count() throws Exception {
        rig = new LedgerRig();
        stream = new TestBatches(rig.org());
        List<UsageEvent> events = new ArrayList<>();
        for (int day = 0; day < 4; day++) {
            events.add(TestBatches.event(day + 1L, TestBatches.NOW.minus(Duration.ofDays(day)), "openai", null));
        }
        rig.count(stream.batch(events, List.of(), List.of()));
        await().untilAsserted(() -> assertThat(rig.number("select count(*) from usage_daily where org_id = ?"))
                .isEqualTo(4));
        assertThat(people()).containsExactly("null", "null", "null", "null");
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    @Test
    void anUnknownAccountThatIsMappedLaterMovesItsPastDays() throws Exception {
        List<LocalDate> marked = change(state(ada, List.of(account(2, null)), List.of()));
        assertThat(people()).containsExactly("null", "ada", "ada", "ada");
        assertThat(marked).containsExactly(TODAY.minusDays(2), TODAY.minusDays(1), TODAY);
    }

    @Test
    void theDeviceDecidesWhereTheAccountIsUnknown() throws Exception {
        change(state(bob, List.of(device(3)), List.of()));
        assertThat(people()).containsExactly("bob", "bob", "bob", "bob");
        change(state(ada, List.of(account(2, 1)), List.of()));
        assertThat(people()).containsExactly("bob", "ada", "bob", "bob");
        assertThat(change(state(ada, List.of(), List.of()))).containsExactly(TODAY.minusDays(2));
        assertThat(people()).containsExactly("bob", "bob", "bob", "bob");
    }

    @Test
    void aPersonThatIsErasedIsUnknownAgain() throws Exception {
        PersonState state = state(ada, List.of(account(9, null)), List.of());
        change(state);
        assertThat(people()).containsExactly("ada", "ada", "ada", "ada");
        assertThat(marks(transaction -> store.remove(transaction, List.of(state.key()))))
                .hasSize(4);
        assertThat(people()).containsExactly("null", "null", "null", "null");
        assertThat(rig.number("select count(*) from person where org_id = ?")).isZero();
    }

    @Test
    void aNewIdentityKnowsAtOnceWhoItIs() throws Exception {
        change(state(ada, List.of(account(9, null)), List.of()));
        rig.count(new TestBatches(rig.org()).batch(1, 3));
        assertThat(rig.number("select count(*) from identity_person where org_id = ?"))
                .isEqualTo(2);
    }

    @Test
    void aPersonWhoMovesToAnotherTeamMarksTheDaysSince() throws Exception {
        UUID red = UUID.randomUUID();
        UUID blue = UUID.randomUUID();
        List<Alias> aliases = List.of(account(9, null));
        change(state(ada, aliases, List.of(new Membership(red, null, TODAY.minusDays(30), null))));
        Membership was = new Membership(red, null, TODAY.minusDays(30), TODAY.minusDays(1));
        Membership is = new Membership(blue, null, TODAY.minusDays(1), null);
        assertThat(change(state(ada, aliases, List.of(was, is)))).containsExactly(TODAY.minusDays(1), TODAY);
    }

    /** Only a provider counted what this person used. */
    @Test
    void aPersonWhoMovesMarksTheDaysOfWhatProvidersCounted() throws Exception {
        UUID red = UUID.randomUUID();
        change(state(ada, List.of(), List.of(new Membership(red, null, TODAY.minusDays(30), null))));
        try (var insert = rig.connection()
                .prepareStatement(
                        "insert into settled_daily select ?, ?::date - n, 'openai', 'gpt-4o', ?, null, 'cli',"
                                + " 'exact', 'reconciled', 10, 5, null, null, null, null, null, 15 from generate_series(0, 2) n")) {
            insert.setObject(1, rig.org());
            insert.setObject(2, TODAY);
            insert.setString(3, ada.toString());
            insert.execute();
        }
        Membership was = new Membership(red, null, TODAY.minusDays(30), TODAY.minusDays(1));
        Membership is = new Membership(UUID.randomUUID(), null, TODAY.minusDays(1), null);
        assertThat(change(state(ada, List.of(), List.of(was, is)))).containsExactly(TODAY.minusDays(1), TODAY);
    }

    @Test
    void daysThatAProviderIsSettledOnAreMarkedToo() throws Exception {
        assertThat(unsettled(state(bob, List.of(account(3, 2)), List.of())))
                .as("nothing is settled without a connection")
                .isEmpty();
        UUID connection = UUID.randomUUID();
        try (var insert = rig.connection()
                .prepareStatement("insert into provider_connection (connection_id, org_id,"
                        + " provider, name, settings, state, version, secret_version, secret_hint, created_at, updated_at)"
                        + " values (?, ?, 'openai', 'x', '{}', 'paused', 1, 1, '0123', now(), now())")) {
            insert.setObject(1, connection);
            insert.setObject(2, rig.org());
            insert.execute();
        }
        assertThat(unsettled(state(ada, List.of(account(1, null)), List.of())))
                .containsExactly(TODAY.minusDays(1), TODAY);
        try (var insert = rig.connection()
                .prepareStatement("insert into read_day values (?, 'openai_completions',"
                        + " current_date, ?, 'openai', now(), now()) returning day")) {
            insert.setObject(1, connection);
            insert.setObject(2, rig.org());
            insert.execute();
        }
        assertThat(unsettled(state(ada, List.of(account(1, null)), List.of())))
                .as("whom providers know as before")
                .isEmpty();
        Alias user = new Alias(AliasKind.PROVIDER_USER, "user-ada", TODAY.minusDays(1), null);
        assertThat(unsettled(state(ada, List.of(account(1, null), user), List.of())))
                .hasSize(1);
    }

    private List<LocalDate> unsettled(PersonState state) {
        return marks(OWN_UNSETTLED, transaction -> store.replace(transaction, List.of(state)));
    }

    @Test
    void anotherNameMovesNothing() throws Exception {
        change(state(ada, List.of(account(9, null)), List.of()));
        assertThat(change(state(ada, List.of(account(9, null)), List.of()))).isEmpty();
        assertThat(rig.rows("select name from person where org_id = ?")).containsExactly("(\"Ada " + version + "\")");
    }

    @Test
    void whatTheDirectoryPublishesArrives() throws Exception {
        try (TestTopics topics = new TestTopics(TestStack.running())) {
            UUID unit = UUID.randomUUID();
            topics.state(Topics.ORGANISATIONS, TestBatches.organisation(rig.org(), "Asia/Kathmandu"));
            topics.state(Topics.PEOPLE, state(ada, List.of(account(9, null)), List.of()));
            topics.state(Topics.UNITS, new UnitState(rig.org(), unit, 1, false, UnitState.Kind.TEAM, "Red", null));
            topics.state(
                    Topics.DEVICES,
                    new DeviceState(
                            rig.org(), stream.device(), 1, false, DeviceState.Status.ENROLLED, TestBatches.NOW, null));
            await().untilAsserted(() -> assertThat(people()).containsExactly("ada", "ada", "ada", "ada"));
            awaitRow("select zones->0->>'zone', currency from organisation where org_id = ?", "(Asia/Kathmandu,USD)");
            awaitRow("select kind, name from unit where org_id = ?", "(team,Red)");
            awaitRow("select status from device where org_id = ?", "(enrolled)");
            topics.state(Topics.UNITS, new UnitState(rig.org(), unit, 2, true, UnitState.Kind.TEAM, "Red", null));
            await().untilAsserted(() -> assertThat(rig.rows("select name from unit where org_id = ?"))
                    .isEmpty());
        }
    }

    private void awaitRow(String sql, String row) {
        await().untilAsserted(() -> assertThat(rig.rows(sql)).containsExactly(row));
    }

    private static Alias account(int daysAgo, @Nullable Integer untilDaysAgo) {
        LocalDate until = untilDaysAgo == null ? null : TODAY.minusDays(untilDaysAgo);
        return new Alias(AliasKind.ACCOUNT, "ADA@acme.com", TODAY.minusDays(daysAgo), until);
    }

    private Alias device(int daysAgo) {
        return new Alias(AliasKind.DEVICE, stream.device().toString(), TODAY.minusDays(daysAgo), null);
    }

    private PersonState state(UUID user, List<Alias> aliases, List<Membership> memberships) {
        version++;
        return new PersonState(
                rig.org(),
                user,
                version,
                false,
                user + "@acme.com",
                "Ada " + version,
                PersonState.Role.MEMBER,
                PersonState.Status.ACTIVE,
                memberships,
                aliases,
                List.of());
    }

    private List<LocalDate> change(PersonState state) {
        return marks(transaction -> store.replace(transaction, List.of(state)));
    }

    /** The days that a change marks; read before it is committed, since whoever publishes facts takes marks away. */
    private List<LocalDate> marks(Function<SqlConnection, Uni<Void>> change) {
        return marks(OWN_MARKS, change);
    }

    private List<LocalDate> marks(String own, Function<SqlConnection, Uni<Void>> change) {
        return worker.withTransaction(transaction -> change.apply(transaction)
                        .chain(() -> transaction.query(own).execute())
                        .map(rows -> {
                            List<LocalDate> days = new ArrayList<>();
                            rows.forEach(row -> days.add(row.getLocalDate("day")));
                            return days;
                        }))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    /** Who the four days belong to, oldest first. */
    private List<String> people() throws Exception {
        return rig.rows("select coalesce(user_id::text, 'null') from (" + BY_PERSON + ") d order by day").stream()
                .map(row -> row.replaceAll("[()]", ""))
                .map(user -> user.equals(ada.toString()) ? "ada" : user.equals(bob.toString()) ? "bob" : user)
                .toList();
    }
}
