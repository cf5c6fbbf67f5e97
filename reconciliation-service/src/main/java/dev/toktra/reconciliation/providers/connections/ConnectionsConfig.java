package dev.toktra.reconciliation.providers.connections;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What connections may lead to. */
@ConfigMapping(prefix = "toktra.connections")
public interface ConnectionsConfig {

    /** Hosts, or host:port, that may be called by http or inside of this network; none by default. */
    Optional<Set<String>> allowedHosts();

    /** When figures that were read are no longer called fresh: three of the hourly reads. */
    @WithDefault("3h")
    Duration staleAfter();

    /** How long a connection's test may take in all. */
    @WithDefault("20s")
    Duration testWithin();
}
