package dev.toktra.ingest.ports;

import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Takes a new server certificate or authority into use when its files change, and only then: while the server exchanges
 * them, for a tenth of a second, new connections fail, so it must not happen at every look.
 */
@Startup
@ApplicationScoped
class CertificateJob {

    private static final Logger LOG = Logger.getLogger(CertificateJob.class);
    private static final String TLS = "device";
    private static final List<String> FILES = List.of("server.pem", "server.key", "device-ca.pem");

    private final TlsConfigurationRegistry registry;
    private final Event<CertificateUpdatedEvent> updated;
    private final Path directory;
    private List<String> inUse;

    CertificateJob(
            TlsConfigurationRegistry registry,
            Event<CertificateUpdatedEvent> updated,
            @ConfigProperty(name = "toktra.device-tls-dir") Path directory)
            throws IOException {
        this.registry = registry;
        this.updated = updated;
        this.directory = directory;
        this.inUse = read();
    }

    @Scheduled(every = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        try {
            List<String> now = read();
            if (!now.equals(inUse) && exchange()) {
                inUse = now;
            }
        } catch (IOException e) {
            LOG.warnf("The files of the device port in %s cannot be read; those in use stay.", directory);
        }
    }

    private boolean exchange() {
        TlsConfiguration tls = registry.get(TLS).orElseThrow();
        if (!tls.reload()) {
            LOG.warnf("The changed files of the device port in %s do not fit together; those in use stay.", directory);
            return false;
        }
        updated.fire(new CertificateUpdatedEvent(TLS, tls));
        LOG.infof("The device port uses the changed files in %s.", directory);
        return true;
    }

    private List<String> read() throws IOException {
        List<String> contents = new ArrayList<>();
        for (String file : FILES) {
            contents.add(Files.readString(directory.resolve(file)));
        }
        return contents;
    }
}
