package dev.toktra.reconciliation.settling;

import dev.toktra.reconciliation.providers.polling.PollingConfig;
import dev.toktra.reconciliation.providers.polling.deciding.PollRules;
import dev.toktra.reconciliation.providers.pricing.Prices;
import dev.toktra.reconciliation.settling.deciding.DaySettlement;
import dev.toktra.reconciliation.settling.deciding.LocalDays;
import dev.toktra.reconciliation.settling.deciding.ResultHash;
import dev.toktra.reconciliation.settling.deciding.Settled;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Settles days of a run again, as settling does it, and writes nothing; as the worker, of the one organisation that it is told. */
@ApplicationScoped
public class RunSettlingStore {

    private final javax.sql.DataSource worker;
    private final PollRules.Grace grace;
    private final Duration frozenAfter;
    private final Clock clock;

    @Inject
    RunSettlingStore(
            @DataSource("worker") AgroalDataSource worker, PollingConfig polling, SettlingConfig config, Clock clock) {
        this(worker, polling.rules().grace(), config.frozenAfter(), clock);
    }

    RunSettlingStore(javax.sql.DataSource worker, PollRules.Grace grace, Duration frozenAfter, Clock clock) {
        this.worker = worker;
        this.grace = grace;
        this.frozenAfter = frozenAfter;
        this.clock = clock;
    }

    /** The days of a run from the first to the last, both with them; off the event loop. */
    public Uni<List<SettledAgain>> settle(UUID org, UUID runId, LocalDate from, LocalDate until) {
        return Uni.createFrom()
                .deferred(() -> {
                    try {
                        return Uni.createFrom().item(again(org, runId, from, until));
                    } catch (SQLException e) {
                        return Uni.createFrom().failure(e);
                    }
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    /** All from one snapshot; blocks. */
    List<SettledAgain> again(UUID org, UUID runId, LocalDate from, LocalDate until) throws SQLException {
        try (Connection connection = worker.getConnection()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                List<SettledAgain> days = new ArrayList<>();
                for (KeptDay day : KeptDayStore.read(connection, org, runId, from, until)) {
                    days.add(again(connection, day));
                }
                return days;
            } finally {
                connection.rollback();
                connection.setReadOnly(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setAutoCommit(true);
            }
        }
    }

    private SettledAgain again(Connection connection, KeptDay day) throws SQLException {
        LocalDays calendar =
                new LocalDays(OrganisationStore.read(connection, day.unit().orgId()));
        Settled stored = new SettledStore(connection, day.unit()).read();
        Instant asOf = day.run().asOf();
        DaySettlement.Terms then = new DaySettlement.Terms(calendar, Prices.NONE, frozenAfter, asOf);
        DaySettlement.Terms today = new DaySettlement.Terms(calendar, Prices.NONE, frozenAfter, clock.instant());
        DaySettlement.Facts kept = FactsStore.kept(connection, day).read(stored.knownAt(asOf), grace);
        DaySettlement.Facts now = FactsStore.now(connection, day.unit()).read(stored, grace);
        return new SettledAgain(
                day.unit().provider(),
                day.unit().day(),
                day.changed(),
                ResultHash.of(DaySettlement.of(kept, then)).equals(day.result()),
                day.changed().contains("removed")
                        || ResultHash.of(DaySettlement.of(now, today)).equals(ResultHash.of(stored)),
                day.waiting(),
                DaySettlement.frozenHours(kept, then));
    }
}
