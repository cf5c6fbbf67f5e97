package dev.toktra.reconciliation.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.devstack.fixture.TestStack;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import org.junit.jupiter.api.Test;

/** The service's own connections are limited. */
@QuarkusTest
@WithTestResource(TestStack.class)
class WorkerSessionsTest {

    @Inject
    LedgerConnections connections;

    @Test
    void noSessionOfTheWorkerMayStandStillForLong() throws Exception {
        try (Connection connection = connections.open()) {
            assertThat(shown(connection, "idle_in_transaction_session_timeout")).isEqualTo("15s");
            assertThat(shown(connection, "lock_timeout")).isEqualTo("15s");
            assertThat(shown(connection, "tcp_user_timeout")).isEqualTo("15000");
            assertThat(shown(connection, "tcp_keepalives_idle")).isEqualTo("15");
            assertThat(connection.getNetworkTimeout()).isEqualTo(60_000);
        }
    }

    private static String shown(Connection connection, String setting) throws Exception {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("show " + setting)) {
            row.next();
            return row.getString(1);
        }
    }
}
