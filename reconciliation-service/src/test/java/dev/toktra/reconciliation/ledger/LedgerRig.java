package dev.toktra.reconciliation.ledger;

import dev.toktra.events.OrganisationState;
import dev.toktra.events.UsageBatch;
import dev.toktra.reconciliation.ledger.counting.Arrival;
import dev.toktra.reconciliation.ledger.counting.Counting;
import dev.toktra.reconciliation.ledger.counting.Organisations;
import dev.toktra.reconciliation.ledger.counting.Place;
import dev.toktra.reconciliation.ledger.counting.Portion;
import dev.toktra.reconciliation.ledger.counting.StormRule;
import dev.toktra.reconciliation.ledger.store.LedgerSession;
import dev.toktra.reconciliation.ledger.store.LedgerTransaction;
import dev.toktra.reconciliation.ledger.store.PositionStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One organisation and one partition of a made-up topic, counted on the real database. */
public final class LedgerRig implements AutoCloseable {

    static final int MAX_RANGES = 10_000;

    private final UUID org = UUID.randomUUID();
    private final OrganisationState organisation;
    private final Place place = new Place(UUID.randomUUID(), 0);
    private final LedgerTransaction transaction;
    private final Connection connection;
    private LedgerSession session;
    private long next;

    public LedgerRig() throws SQLException {
        this("UTC");
    }

    public LedgerRig(String zone) throws SQLException {
        organisation = TestBatches.organisation(org, zone);
        connection = connect();
        session = new LedgerSession(connection);
        transaction = transaction(this::find, Clock.fixed(TestBatches.NOW, ZoneOffset.UTC));
        PositionStore.open(connection, place, 0);
    }

    static LedgerTransaction transaction(Organisations organisations, Clock clock) {
        Counting.Rules rules = new Counting.Rules(organisations, MAX_RANGES);
        var settings = new LedgerTransaction.Settings(rules, 36, new StormRule(100, 10), Duration.ofMinutes(10));
        return new LedgerTransaction(settings, clock);
    }

    public static Connection connect() throws SQLException {
        return TestSchema.stack().connect("reconciliation_worker");
    }

    private Optional<OrganisationState> find(UUID wanted) {
        return wanted.equals(org) ? Optional.of(organisation) : Optional.empty();
    }

    public UUID org() {
        return org;
    }

    OrganisationState organisation() {
        return organisation;
    }

    Place place() {
        return place;
    }

    LedgerTransaction transaction() {
        return transaction;
    }

    public Connection connection() {
        return connection;
    }

    /** What was learnt is forgotten, as after a reconnect. */
    void forget() {
        session = new LedgerSession(connection);
    }

    /** The next records of the partition, not yet counted. */
    Portion portion(UsageBatch... batches) {
        List<Arrival> arrivals = new ArrayList<>();
        for (UsageBatch batch : batches) {
            arrivals.add(new Arrival.Readable(next + arrivals.size(), batch.key(), batch, Map.of()));
        }
        return new Portion(place, next, next + arrivals.size(), arrivals);
    }

    public void count(UsageBatch... batches) throws Exception {
        count(portion(batches));
    }

    void count(Portion portion) throws Exception {
        count(session, portion);
    }

    /** Counts through another connection. */
    void count(LedgerSession other, Portion portion) throws Exception {
        new PortionLedger(transaction).count(other, portion, (part, counted) -> next = part.end());
    }

    /** Counts what is left of a portion, from wherever the ledger stands inside of it. */
    void recount(Portion portion) throws Exception {
        forget();
        int done = (int) (next - portion.start());
        count(done == 0 ? portion : portion.after(done));
    }

    /** Goes on after a portion that someone else counted. */
    void skip(Portion portion) {
        next = portion.end();
    }

    /** The only number that a query answers; its parameter is the organisation. */
    public long number(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, org);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** A query's rows as text; its parameter is the organisation. */
    public List<String> rows(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select (q.*)::text from (" + sql + ") q")) {
            statement.setObject(1, org);
            List<String> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(row.getString(1));
                }
            }
            return rows;
        }
    }

    public long stored() throws SQLException {
        return number("select count(*) from usage_event where org_id = ?");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
