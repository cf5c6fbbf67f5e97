package dev.toktra.gateway.routing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of the way through the gateway. */
@ConfigMapping(prefix = "toktra.routing")
public interface RoutingConfig {

    /** Requests a minute and key on this replica. */
    @WithDefault("1000")
    int requestsPerMinute();

    /** Requests a second and key on this replica to what is asked before each call of a model. */
    @WithDefault("2000")
    int checksPerSecond();

    /** Requests a minute and address that prove nobody: guessing keys is slow, a mistyped key is not punished. */
    @WithDefault("120")
    int failuresPerMinute();

    /** How long a connection to a service may take; services are near. */
    @WithDefault("2s")
    Duration connectWithin();

    /** How long nothing may move between caller, gateway and service before the request is given up. */
    @WithDefault("30s")
    Duration silentFor();

    /** Connections to each service; more requests at once wait for one. */
    @WithDefault("256")
    int connectionsPerService();

    /** The largest JSON body that the gateway's own addresses take, in bytes. */
    @WithDefault("1048576")
    long ownBodyBytes();
}
