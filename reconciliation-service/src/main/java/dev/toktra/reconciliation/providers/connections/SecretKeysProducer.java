package dev.toktra.reconciliation.providers.connections;

import dev.toktra.reconciliation.providers.connections.sealing.KeyEncryption;
import dev.toktra.reconciliation.providers.connections.sealing.KeyRing;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/** Reads the key encryption keys once, from where the installation keeps them. */
final class SecretKeysProducer {

    private SecretKeysProducer() {}

    /** The keys, if the installation has any; its text is never part of a message. */
    record SecretKeys(Optional<KeyEncryption> keys) {}

    @Produces
    @Singleton
    static SecretKeys keys(SecretsConfig config) {
        if (config.keyFile().isPresent()) {
            Path file = config.keyFile().get();
            return new SecretKeys(Optional.of(ring("The file of toktra.secrets.key-file, " + file + ",", read(file))));
        }
        return new SecretKeys(config.key().map(text -> ring("The setting toktra.secrets.key", text)));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new WrongKeys("The file of toktra.secrets.key-file, " + file + ", cannot be read.");
        }
    }

    private static KeyEncryption ring(String what, String text) {
        try {
            return KeyRing.of(text, new SecureRandom());
        } catch (IllegalArgumentException e) {
            throw new WrongKeys(what + " " + e.getMessage() + ".");
        }
    }
}
