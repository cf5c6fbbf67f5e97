package dev.toktra.gateway.routing;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Counts what the gateway refused and what failed behind it. */
@ApplicationScoped
class GatewayMetrics {

    private static final Logger LOG = Logger.getLogger(GatewayMetrics.class);

    private final MeterRegistry registry;

    GatewayMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A request was refused: {@code unproven}, {@code scope} or {@code rate}. */
    void refused(String reason) {
        registry.counter("toktra_gateway_refused", "reason", reason).increment();
    }

    /** A request could not be brought to its service or back. */
    void originFailed(Target target, String reason) {
        LOG.debugf("%s: %s", target.audience(), reason);
        registry.counter("toktra_gateway_origin_failures", "service", target.audience(), "reason", reason)
                .increment();
    }
}
