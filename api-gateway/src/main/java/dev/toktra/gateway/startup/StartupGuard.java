package dev.toktra.gateway.startup;

import dev.toktra.gateway.access.AccessConfig;
import dev.toktra.gateway.access.CallerKey;
import dev.toktra.gateway.routing.RoutingConfig;
import dev.toktra.gateway.routing.ServicesConfig;
import dev.toktra.gateway.routing.Target;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Refuses to start with settings that cannot work, and says which and why. */
@ApplicationScoped
class StartupGuard {

    private static final int FIRST = 1;

    private final AccessConfig access;
    private final RoutingConfig routing;
    private final ServicesConfig services;

    StartupGuard(AccessConfig access, RoutingConfig routing, ServicesConfig services) {
        this.access = access;
        this.routing = routing;
        this.services = services;
    }

    void start(@Observes @Priority(FIRST) StartupEvent event) {
        try {
            CallerKey.read(access.callerKeyFile());
            for (Target target : Target.values()) {
                if (target != Target.GATEWAY) {
                    ServicesConfig.Place place = services.services().get(target.key());
                    checkUrl("toktra.services." + target.key() + ".url", place == null ? null : place.url());
                }
            }
            checkPositive("requests-per-minute", routing.requestsPerMinute());
            checkPositive("checks-per-second", routing.checksPerSecond());
            checkPositive("failures-per-minute", routing.failuresPerMinute());
            checkPositive("connections-per-service", routing.connectionsPerService());
            checkPositive("own-body-bytes", routing.ownBodyBytes());
            checkDuration("connect-within", routing.connectWithin());
            checkDuration("silent-for", routing.silentFor());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("The gateway does not start: " + e.getMessage(), e);
        }
    }

    /** An address that the gateway can bring requests to. */
    static void checkUrl(String property, @Nullable String url) {
        if (url == null) {
            throw new IllegalArgumentException(property + " is missing: the address of a service, http://host:port.");
        }
        try {
            URI uri = new URI(url);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            boolean bare = (uri.getPath() == null || uri.getPath().matches("/?"))
                    && uri.getQuery() == null
                    && uri.getUserInfo() == null
                    && uri.getFragment() == null;
            if (!http || uri.getHost() == null || !bare) {
                throw new IllegalArgumentException(property + " must be http://host:port or https://host:port.");
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(property + " is no address.", e);
        }
    }

    private static void checkPositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("toktra.routing." + name + " must be at least 1, it is " + value + ".");
        }
    }

    private static void checkDuration(String name, Duration value) {
        if (value.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "toktra.routing." + name + " must be at least a millisecond, it is " + value + ".");
        }
    }
}
