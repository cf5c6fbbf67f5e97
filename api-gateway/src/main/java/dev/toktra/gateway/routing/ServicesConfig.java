package dev.toktra.gateway.routing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Map;

/** Where the services are. */
@ConfigMapping(prefix = "toktra.services")
public interface ServicesConfig {

    /** By the key of {@link Target#key()}. */
    @WithParentName
    Map<String, Place> services();

    /** One service. */
    interface Place {

        /** Its internal address, {@code http://host:port}. */
        String url();
    }
}
