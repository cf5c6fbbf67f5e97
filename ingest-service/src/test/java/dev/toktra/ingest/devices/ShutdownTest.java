package dev.toktra.ingest.devices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.devstack.fixture.TestStack;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainLauncher;
import io.quarkus.test.junit.main.QuarkusMainTest;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Alternative;
import java.util.Set;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

@QuarkusMainTest
@TestProfile(ShutdownTest.Leaving.class)
@WithTestResource(TestStack.class)
class ShutdownTest {

    @Test
    void publisherThatIsDueWhileTheServiceStopsIsSilent(QuarkusMainLauncher launcher) {
        LaunchResult result = launcher.launch();

        assertThat(result.exitCode()).isZero();
        assertThat(result.getOutput() + result.getErrorOutput())
                .contains("Swept once more")
                .doesNotContain("are not published");
    }

    /** The service with somebody who stops it. */
    public static class Leaving implements QuarkusTestProfile {

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(Leaver.class);
        }
    }

    /** Stops the service once its publisher works, and has it sweep again, first of all at the end and last of all. */
    @Alternative
    @ApplicationScoped
    static class Leaver {

        private static final Logger LOG = Logger.getLogger(Leaver.class);

        private final DevicePublisher publisher;
        private final DeviceTables tables;

        Leaver(DevicePublisher publisher, DeviceTables tables) {
            this.publisher = publisher;
            this.tables = tables;
        }

        @Scheduled(every = "1s")
        void leave() {
            if (tables.areReady()) {
                publisher.sweep().await().indefinitely();
                Quarkus.asyncExit(0);
            }
        }

        void beforeAnybodyIsTold(@Observes @Priority(1) ShutdownEvent stop) {
            publisher.sweep().await().indefinitely();
        }

        void whenConnectionsAreGone(@Observes @BeforeDestroyed(ApplicationScoped.class) Object end) {
            publisher.sweep().await().indefinitely();
            LOG.info("Swept once more");
        }
    }
}
