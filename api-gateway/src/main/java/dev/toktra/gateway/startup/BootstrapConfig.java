package dev.toktra.gateway.startup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;
import java.util.Optional;

/** Where the first organisation comes from. */
@ConfigMapping(prefix = "toktra.bootstrap-file")
interface BootstrapConfig {

    /** A JSON file that is read once into an empty directory; without it the directory stays as it is. */
    @WithParentName
    Optional<Path> bootstrapFile();
}
