package dev.toktra.devstack.suite;

import dev.toktra.devstack.pki.DeviceAuthority;
import dev.toktra.devstack.pki.Pem;
import dev.toktra.devstack.process.PrivateFile;
import java.nio.file.Files;
import java.time.Clock;

/** The key files of a stack. */
public final class Keys {

    private Keys() {}

    /** Makes the device authority, the server's certificate and the key that signs callers, where they are missing. */
    public static void ensure(StackDirectory directory, Clock clock) {
        DeviceAuthority.in(directory.deviceCa(), clock);
        if (!Files.exists(directory.callerKey())) {
            PrivateFile.write(directory.callerKey(), Pem.text(Pem.newKeyPair().getPrivate()));
        }
    }
}
