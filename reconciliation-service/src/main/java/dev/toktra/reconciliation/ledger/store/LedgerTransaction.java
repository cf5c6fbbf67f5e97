package dev.toktra.reconciliation.ledger.store;

import dev.toktra.bulksql.JdbcTransaction;
import dev.toktra.events.UsageBatch;
import dev.toktra.events.UsageEvent;
import dev.toktra.reconciliation.directory.IdentityKey;
import dev.toktra.reconciliation.ledger.counting.Arrival;
import dev.toktra.reconciliation.ledger.counting.BatchBounds;
import dev.toktra.reconciliation.ledger.counting.Claim;
import dev.toktra.reconciliation.ledger.counting.Counted;
import dev.toktra.reconciliation.ledger.counting.Counting;
import dev.toktra.reconciliation.ledger.counting.Place;
import dev.toktra.reconciliation.ledger.counting.Portion;
import dev.toktra.reconciliation.ledger.counting.StormRule;
import dev.toktra.reconciliation.ledger.counting.StreamAccount;
import dev.toktra.reconciliation.ledger.counting.StreamKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The one transaction that counts: it moves the position, refuses what is known, stores what is new and adds to the sums,
 * all or nothing. Whoever else counted the same records meanwhile makes the first statement miss, and nothing happens.
 */
public final class LedgerTransaction {

    private final Settings settings;
    private final Clock clock;

    /**
     * @param identityDays days that an identity is remembered after its arrival
     * @param stormWindow how far back refusals count towards a storm
     */
    public record Settings(Counting.Rules rules, int identityDays, StormRule storm, Duration stormWindow) {}

    public LedgerTransaction(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Counts a portion.
     *
     * @throws StalePosition where the ledger does not stand at its start
     * @throws RefusalStorm where too much of it would go to quarantine
     */
    public Counted count(LedgerSession session, Portion portion) throws SQLException, CannotCount {
        Map<IdentityKey, Long> identities = session.prepare(portion.arrivals());
        Connection connection = session.connection();
        return JdbcTransaction.<Counted, CannotCount>commit(connection, () -> {
            Counted counted = countOpenly(connection, portion, identities);
            Instant since = clock.instant().minus(settings.stormWindow());
            QuarantineStore.Window window = new QuarantineStore.Window(portion.place(), since);
            QuarantineStore.check(connection, counted.quarantined(), settings.storm(), window);
            QuarantineStore.add(connection, portion.place(), counted.quarantined(), clock.instant());
            return counted;
        });
    }

    /** Does all that counting a portion does and takes it back: fails where counting it would. */
    public void tryOut(LedgerSession session, Portion portion) throws SQLException, CannotCount {
        Map<IdentityKey, Long> identities = session.prepare(portion.arrivals());
        Connection connection = session.connection();
        JdbcTransaction.<Counted, CannotCount>tryOut(connection, () -> {
            Counted counted = countOpenly(connection, portion, identities);
            QuarantineStore.add(connection, portion.place(), counted.quarantined(), clock.instant());
            return counted;
        });
    }

    private Counted countOpenly(Connection connection, Portion portion, Map<IdentityKey, Long> identities)
            throws SQLException, CannotCount {
        PositionStore.advance(connection, portion);
        Map<StreamKey, StreamAccount> accounts = StreamStore.lock(connection, portion.batches());
        Map<BatchBounds, String> hashes = BatchStore.hashes(connection, portion.batches(), accounts);
        Counting counting = new Counting(accounts, hashes, settings.rules());
        portion.arrivals().forEach(counting::arrive);
        Counted counted = settle(connection, counting, identities);
        save(connection, portion.place(), counted);
        StreamStore.save(connection, accounts.values());
        return counted;
    }

    /** A record that was refused before and how it is counted now. */
    record Again(Arrival.Readable record, Consumer<Counting> arrival) {}

    /** Counts a record whose position was passed long ago, in a transaction of someone else. */
    Counted countAgain(Connection connection, Place place, Again again, Map<IdentityKey, Long> identities)
            throws SQLException {
        UsageBatch batch = again.record().batch();
        Map<StreamKey, StreamAccount> accounts = StreamStore.lock(connection, Stream.of(batch));
        Map<BatchBounds, String> hashes = BatchStore.hashes(connection, Stream.of(batch), accounts);
        Counting counting = new Counting(accounts, hashes, settings.rules());
        again.arrival().accept(counting);
        Counted counted = settle(connection, counting, identities);
        save(connection, place, counted);
        StreamStore.save(connection, accounts.values());
        return counted;
    }

    private Counted settle(Connection connection, Counting counting, Map<IdentityKey, Long> identities)
            throws SQLException {
        LocalDate expiresOn =
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(settings.identityDays());
        Set<Claim> admitted = IdentityClaimStore.make(connection, counting.claims(), expiresOn);
        return counting.settle(admitted, (batch, event) -> idOf(identities, batch, event));
    }

    private static long idOf(Map<IdentityKey, Long> identities, UsageBatch batch, UsageEvent event) {
        Long id = identities.get(IdentityKey.of(batch, event));
        if (id == null) {
            throw new IllegalStateException("an event's identity was not prepared");
        }
        return id;
    }

    private static void save(Connection connection, Place place, Counted counted) throws SQLException {
        UsageEventStore.copy(connection, counted.events());
        HourStore.merge(connection, counted.hours());
        HourStore.mark(connection, counted.days());
        DuplicateStore.merge(connection, counted.duplicates());
        BatchStore.save(connection, counted.batches());
        HourStore.transmit(connection, place, counted.transmissions());
    }
}
