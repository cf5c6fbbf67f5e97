package dev.toktra.callerscope;

import dev.toktra.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The gateway's keys in memory: a known one needs no gateway, an unknown one asks it, seldom. */
@Singleton
class GatewayKeys {

    private static final Logger LOG = Logger.getLogger(GatewayKeys.class);

    private final GatewayKeysClient gateway;
    private final CallerConfig config;
    private final Clock clock;

    private volatile Known known = new Known(Map.of(), Instant.MIN, false);
    private @Nullable Uni<Known> asking;

    GatewayKeys(GatewayKeysClient gateway, CallerConfig config, Clock clock) {
        this.gateway = gateway;
        this.config = config;
        this.clock = clock;
    }

    /** What is known, when the gateway may be asked again, and whether it could not be asked the last time. */
    private record Known(Map<String, PublicKey> keys, Instant askAgainAt, boolean stale) {}

    /** The key; fails with {@link TokenRefused} if the gateway has no such key, with a 503 if it cannot be asked. */
    Uni<PublicKey> keyOf(String keyId) {
        PublicKey key = known.keys().get(keyId);
        return key == null
                ? freshest().map(fresh -> required(fresh, keyId))
                : Uni.createFrom().item(key);
    }

    private PublicKey required(Known fresh, String keyId) {
        PublicKey key = fresh.keys().get(keyId);
        if (key != null) {
            return key;
        }
        if (fresh.stale()) {
            throw Problem.unavailable(
                    "caller-keys-unavailable",
                    "The token's key is not known here and the gateway cannot be asked for it.",
                    config.keyRetry());
        }
        throw new TokenRefused("The token's key is not one of the gateway's.");
    }

    private synchronized Uni<Known> freshest() {
        if (asking != null) {
            return asking;
        }
        if (clock.instant().isBefore(known.askAgainAt())) {
            return Uni.createFrom().item(known);
        }
        asking = gateway.fetch()
                .map(keys -> new Known(keys, later(config.keyRefetch()), false))
                .onFailure()
                .recoverWithItem(this::unanswered)
                .invoke(this::learn)
                .memoize()
                .indefinitely();
        return asking;
    }

    private Known unanswered(Throwable failure) {
        LOG.warnf("The gateway's keys could not be fetched: %s", failure.toString());
        return new Known(known.keys(), later(config.keyRetry()), true);
    }

    private synchronized void learn(Known fresh) {
        known = fresh;
        asking = null;
    }

    private Instant later(Duration wait) {
        return clock.instant().plus(wait);
    }
}
