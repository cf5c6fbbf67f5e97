package dev.toktra.gateway.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;

/** The secret that callers are stated with. */
@ConfigMapping(prefix = "toktra.caller-key-file")
public interface AccessConfig {

    /** PKCS#8 PEM file of the P-256 key that signs caller tokens; no default. */
    @WithParentName
    Path callerKeyFile();
}
