package dev.toktra.reconciliation.ledger;

import static dev.toktra.reconciliation.ledger.LedgerLoopTest.awaitReceived;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.devstack.fixture.RunningStack;
import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The network falls silent inside a transaction that holds the partition's row; for the server that is the same as a
 * client that was frozen there.
 */
class SilenceTest {

    private static final SessionLimits LIMITS = new SessionLimits(Duration.ofSeconds(1), Duration.ofSeconds(2));

    private final RunningStack stack = TestSchema.stack();
    private LoopRig rig;

    @BeforeEach
    void open() throws Exception {
        rig = new LoopRig(1);
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    /** Before the streams are locked the server's session idles; inside of a COPY it waits for its client's rows. */
    @ParameterizedTest(name = "at \"{0}\", which arrives: {1}")
    @CsvSource({"for update, false", "copy usage_event, true"})
    void theRowIsFreeAgainSoon(String at, boolean arrives) throws Exception {
        TestBatches stream = new TestBatches(rig.org());
        URI database = URI.create(stack.postgresUrl());
        InetSocketAddress server = new InetSocketAddress(database.getHost(), database.getPort());
        try (SilentProxy proxy = new SilentProxy(server, at, arrives)) {
            rig.start(new Proxied(stack, "jdbc:postgresql://127.0.0.1:" + proxy.port() + database.getPath()));
            rig.send(stream.batch(1, 30));
            awaitReceived(rig, 30);
            assertThat(proxy.wasSilent()).isTrue();
            assertThat(proxy.connections()).isGreaterThan(1);
            rig.send(stream.batch(31, 40));
            awaitReceived(rig, 40);
            assertThat(rig.database().stored()).isEqualTo(40);
        }
    }

    private record Proxied(RunningStack stack, String url) implements LedgerWriter.Connections {

        @Override
        public Connection open() throws SQLException {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(url);
            Connection connection =
                    source.getConnection("reconciliation_worker", stack.password("reconciliation_worker"));
            LIMITS.apply(connection);
            return connection;
        }

        @Override
        public void discard(Connection failed) throws SQLException {
            failed.close();
        }
    }
}
