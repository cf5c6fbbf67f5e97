package dev.toktra.reconciliation.settling.calibration;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who estimates, from the widest to the narrowest: a way of counting for a provider's models, one of its models, one
 * version of a client.
 *
 * @param tokenSource {@code response_usage}, {@code tokenizer} or {@code byte_ratio}
 * @param model null: all models
 * @param client name and version of the sending program; null: all clients
 */
public record Estimator(
        String provider,
        String tokenSource,
        @Nullable String model,
        @Nullable String client) {

    public Estimator {
        if (model == null && client != null) {
            throw new IllegalArgumentException("a client is calibrated for a model");
        }
    }

    /** The next wider one. */
    Optional<Estimator> wider() {
        if (client != null) {
            return Optional.of(new Estimator(provider, tokenSource, model, null));
        }
        return model == null ? Optional.empty() : Optional.of(new Estimator(provider, tokenSource, null, null));
    }
}
