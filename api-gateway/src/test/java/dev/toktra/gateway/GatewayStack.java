package dev.toktra.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;

/** What the gateway under test is told beside Kafka and PostgreSQL: its key, its first organisation, a service's address. */
public final class GatewayStack implements QuarkusTestResourceLifecycleManager {

    /** The organisation of the bootstrap file. */
    public static final String FIRST_ORG = "0193a000-0000-7000-8000-000000000001";

    /** The key of the bootstrap file. */
    public static final String FIRST_KEY = "tk_live_firstfirstfirstfirstfirstfirstfirstfirst";

    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createTempDirectory("gateway-test");
            return Map.of(
                    "toktra.caller-key-file",
                    key(directory.resolve("caller.pem")).toString(),
                    "toktra.bootstrap-file",
                    bootstrap(directory.resolve("bootstrap.json")).toString(),
                    "toktra.services.reconciliation.url",
                    "http://127.0.0.1:" + freePort(),
                    "toktra.services.scoring.url",
                    "http://127.0.0.1:" + freePort(),
                    "toktra.routing.silent-for",
                    "1s",
                    "toktra.routing.connect-within",
                    "500ms",
                    "toktra.routing.failures-per-minute",
                    "100000",
                    "toktra.api-keys.last-use-every",
                    "1s");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A file with a new P-256 key. */
    public static Path key(Path file) throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            String encoded = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
            return Files.writeString(file, "-----BEGIN PRIVATE KEY-----\n" + encoded + "\n-----END PRIVATE KEY-----\n");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path bootstrap(Path file) throws IOException {
        try (var sample = GatewayStack.class.getResourceAsStream("/bootstrap.json")) {
            Files.copy(sample, file);
            return file;
        }
    }
}
