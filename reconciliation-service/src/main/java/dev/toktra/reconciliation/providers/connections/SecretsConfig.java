package dev.toktra.reconciliation.providers.connections;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** The keys under which the providers' secrets are kept. */
@ConfigMapping(prefix = "toktra.secrets")
public interface SecretsConfig {

    /** A file with 32 random bytes in Base64; further lines are older keys, which open and no longer seal. */
    Optional<Path> keyFile();

    /** The same text itself, where no file is given. */
    Optional<String> key();
}
