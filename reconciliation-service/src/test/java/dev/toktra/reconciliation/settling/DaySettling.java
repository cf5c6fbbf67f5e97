package dev.toktra.reconciliation.settling;

import dev.toktra.bulksql.JdbcTransaction;
import dev.toktra.reconciliation.ledger.LedgerRig;
import dev.toktra.reconciliation.providers.polling.deciding.PlanTest;
import dev.toktra.reconciliation.providers.pricing.Prices;
import dev.toktra.reconciliation.settling.deciding.ProviderDay;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Settling on the tests' database, as its job does it. */
public final class DaySettling {

    private static final UnitStore UNITS =
            new UnitStore(PlanTest.rules().grace(), (connection, provider) -> Prices.NONE, Duration.ofDays(35));

    private DaySettling() {}

    /** Settles a UTC day of OpenAI, whether it is marked or not. */
    public static void settle(UUID org, LocalDate day, Instant now) throws SQLException {
        try (Connection connection = LedgerRig.connect()) {
            JdbcTransaction.<Boolean, SQLException>commit(connection, () -> {
                UNITS.settle(connection, new ProviderDay(org, "openai", day), now);
                return true;
            });
        }
    }
}
