package dev.toktra.devstack.suite;

import dev.toktra.devstack.pki.DeviceAuthority;
import dev.toktra.devstack.pki.Pem;
import dev.toktra.devstack.process.PrivateFile;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;

/** The key files of a stack. */
public final class Keys {

    private static final int SECRETS_KEY_BYTES = 32;

    private Keys() {}

    /**
     * Makes the device authority, the server's certificate, the key that signs callers and the one under which secrets of
     * providers are kept, where they are missing.
     */
    public static void ensure(StackDirectory directory, Clock clock) {
        DeviceAuthority.in(directory.deviceCa(), clock);
        if (!Files.exists(directory.callerKey())) {
            PrivateFile.write(directory.callerKey(), Pem.text(Pem.newKeyPair().getPrivate()));
        }
        if (!Files.exists(directory.secretsKey())) {
            byte[] key = new byte[SECRETS_KEY_BYTES];
            new SecureRandom().nextBytes(key);
            PrivateFile.write(directory.secretsKey(), Base64.getEncoder().encodeToString(key) + "\n");
        }
    }
}
