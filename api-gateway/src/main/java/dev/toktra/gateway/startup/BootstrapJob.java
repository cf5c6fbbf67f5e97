package dev.toktra.gateway.startup;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jboss.logging.Logger;

/** Reads the first organisation into an empty directory, once, before the service takes requests. */
@ApplicationScoped
class BootstrapJob {

    private static final Logger LOG = Logger.getLogger(BootstrapJob.class);
    private static final int AFTER_THE_GUARD = 2;

    private final BootstrapConfig config;
    private final BootstrapStore store;
    private final Clock clock;

    BootstrapJob(BootstrapConfig config, BootstrapStore store, Clock clock) {
        this.config = config;
        this.store = store;
        this.clock = clock;
    }

    void start(@Observes @Priority(AFTER_THE_GUARD) StartupEvent event) throws SQLException {
        if (config.bootstrapFile().isPresent()) {
            fill(config.bootstrapFile().get());
        }
    }

    /** Fills an empty directory from the file; one that is not empty is left alone, and the file unread. */
    void fill(Path file) throws SQLException {
        if (!store.directoryIsEmpty()) {
            return;
        }
        try {
            Bootstrap bootstrap = BootstrapMapper.read(file);
            ZoneId zone = bootstrap.organisation().zone().zone();
            store.write(bootstrap, FirstPeople.of(bootstrap, LocalDate.ofInstant(clock.instant(), zone)));
            LOG.infof(
                    "The directory was empty and holds now %s with %d people.",
                    bootstrap.organisation().name(), bootstrap.people().size());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("The gateway does not start: " + e.getMessage(), e);
        }
    }
}
