package dev.toktra.ingest.ports;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Set;

/** The port that devices speak to. */
@ConfigMapping(prefix = "toktra.device-port")
public interface DevicePortConfig {

    /** The authority in the names of devices; a certificate of another installation is no identity here. */
    @WithDefault("toktra.local")
    String trustDomain();

    /** The paths that answer on the device port, and on no other. */
    @WithDefault("/v1/events")
    Set<String> paths();

    /** How long a request may take from its head to its answer, so that a slow sender cannot hold a place for ever. */
    @WithDefault("30s")
    Duration requestDeadline();
}
