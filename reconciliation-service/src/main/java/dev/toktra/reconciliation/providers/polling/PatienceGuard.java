package dev.toktra.reconciliation.providers.polling;

import dev.toktra.reconciliation.providers.http.ProviderCallsConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Refuses to start where a read would be cut off before its calls may end, or written after its lease. */
@ApplicationScoped
class PatienceGuard {

    private final PollingConfig polling;
    private final ProviderCallsConfig calls;

    PatienceGuard(PollingConfig polling, ProviderCallsConfig calls) {
        this.polling = polling;
        this.calls = calls;
    }

    void start(@Observes @Priority(1) StartupEvent event) {
        check(calls.readWithin(), polling.readWithin(), polling.lease());
    }

    static void check(Duration calls, Duration read, Duration lease) {
        if (calls.compareTo(read) >= 0 || read.compareTo(lease) >= 0) {
            throw new ConfigurationException(
                    "reconciliation-service does not start. toktra.provider-calls.read-within ("
                            + calls + ") must be shorter than toktra.polling.read-within (" + read
                            + "), and that shorter than toktra.polling.lease (" + lease + ").");
        }
    }
}
