package dev.toktra.devstack.suite;

import dev.toktra.devstack.pki.DeviceAuthority;
import dev.toktra.devstack.pki.Pem;
import dev.toktra.devstack.process.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;

/** The key files of a stack. */
public final class Keys {

    private static final int SECRETS_KEY_BYTES = 32;

    private Keys() {}

    /**
     * Makes the device authority, the server's certificate, the key that signs callers and the one under which secrets of
     * providers are kept, where they are missing.
     */
    public static void ensure(StackDirectory directory, Clock clock) {
        ensure(directory, directory.secretsKey(), clock);
    }

    /** The same with the key of secrets elsewhere, where only those come who need it; one in the directory goes there. */
    public static void ensure(StackDirectory directory, Path secretsKey, Clock clock) {
        DeviceAuthority.in(directory.deviceCa(), clock);
        if (!Files.exists(directory.callerKey())) {
            PrivateFile.write(directory.callerKey(), Pem.text(Pem.newKeyPair().getPrivate()));
        }
        if (!Files.exists(secretsKey)) {
            PrivateFile.write(secretsKey, known(directory.secretsKey()).orElseGet(Keys::newSecretsKey));
        }
        if (!secretsKey.equals(directory.secretsKey())) {
            delete(directory.secretsKey());
        }
    }

    private static String newSecretsKey() {
        byte[] key = new byte[SECRETS_KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key) + "\n";
    }

    private static Optional<String> known(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
