package dev.toktra.reconciliation.providers.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toktra.devstack.fixture.RunningStack;
import dev.toktra.reconciliation.ledger.TestSchema;
import dev.toktra.reconciliation.providers.Provider;
import dev.toktra.reconciliation.providers.Secret;
import dev.toktra.reconciliation.providers.connections.sealing.Envelope;
import dev.toktra.reconciliation.providers.connections.sealing.KeyEncryption;
import dev.toktra.reconciliation.providers.connections.sealing.KeyRing;
import dev.toktra.reconciliation.providers.connections.sealing.SealedFor;
import dev.toktra.reconciliation.providers.connections.sealing.SealedSecret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** What the start says about keys; secrets of other tests are not in the way, they are under other rows' owners. */
class SecretsGuardTest {

    /** The one of this module's tests. */
    private static final String TESTS_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private final SecureRandom random = new SecureRandom();
    private final SecretStore store = new SecretStore(worker());
    private final UUID org = UUID.randomUUID();
    private final UUID connection = UUID.randomUUID();

    @TempDir
    Path directory;

    private static PGSimpleDataSource worker() {
        RunningStack stack = TestSchema.stack();
        PGSimpleDataSource worker = new PGSimpleDataSource();
        worker.setUrl(stack.jdbcUrl());
        worker.setUser("reconciliation_worker");
        worker.setPassword(stack.password("reconciliation_worker"));
        return worker;
    }

    @AfterEach
    void forget() throws Exception {
        update("delete from provider_secret where org_id = '" + org + "'");
        update("delete from provider_connection where org_id = '" + org + "'");
    }

    @Test
    void startStopsWhereSecretsAreThereAndTheirKeyIsNot() throws Exception {
        String old = key();
        keep(old);
        assertThatThrownBy(() -> SecretsGuard.check(Optional.empty(), store))
                .isInstanceOf(WrongKeys.class)
                .hasMessageContaining("toktra.secrets.key-file");
        assertThatThrownBy(() -> SecretsGuard.check(ring(key(), TESTS_KEY), store))
                .isInstanceOf(WrongKeys.class)
                .hasMessageContaining(KeyRing.of(old, random).current());
    }

    @Test
    void startBringsSecretsUnderTheFirstKey() throws Exception {
        String old = key();
        SealedFor owner = keep(old);
        String fresh = key();
        assertThat(SecretsGuard.check(ring(fresh, old, TESTS_KEY), store)).isPositive();
        assertThat(SecretsGuard.check(ring(fresh, old, TESTS_KEY), store)).isZero();
        assertThat(opened(fresh, owner)).isEqualTo("sk-admin-canary-0123");
        assertThat(SecretsGuard.check(ring(TESTS_KEY, fresh), store)).isPositive();
    }

    @Test
    void wrongFilesAreNamed() throws Exception {
        assertThatThrownBy(() -> SecretKeysProducer.keys(config(directory.resolve("none"))))
                .hasMessageContaining("none, cannot be read");
        Path file = Files.writeString(directory.resolve("short"), "AAAA");
        assertThatThrownBy(() -> SecretKeysProducer.keys(config(file)))
                .hasMessageContaining("short, has a key of 3 bytes in line 1; AES-256 takes 32.");
        Files.writeString(file, key());
        assertThatCode(() -> SecretKeysProducer.keys(config(file))).doesNotThrowAnyException();
    }

    private static SecretsConfig config(Path file) {
        return new SecretsConfig() {
            @Override
            public Optional<Path> keyFile() {
                return Optional.of(file);
            }

            @Override
            public Optional<String> key() {
                return Optional.empty();
            }
        };
    }

    private Optional<KeyEncryption> ring(String... keys) {
        return Optional.of(KeyRing.of(String.join("\n", keys), random));
    }

    private String key() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private SealedFor keep(String key) throws Exception {
        SealedFor owner = new SealedFor(org, Provider.OPENAI, connection, 1);
        SealedSecret sealed =
                new Envelope(KeyRing.of(key, random), random).seal(Secret.of("sk-admin-canary-0123"), owner);
        update("insert into provider_connection (connection_id, org_id, provider, name, settings, state, version,"
                + " secret_version, secret_hint, created_at, updated_at) values ('" + connection + "', '" + org
                + "', 'openai', 'x', '{}', 'active', 1, 1, '0123', now(), now())");
        try (Connection open = worker().getConnection();
                var insert = open.prepareStatement("insert into provider_secret values (?, ?, 1, ?, ?, ?)")) {
            insert.setObject(1, connection);
            insert.setObject(2, org);
            insert.setString(3, sealed.wrappedKey().keyId());
            insert.setBytes(4, sealed.wrappedKey().bytes());
            insert.setBytes(5, sealed.ciphertext());
            insert.executeUpdate();
        }
        return owner;
    }

    private String opened(String key, SealedFor owner) throws Exception {
        try (Connection open = worker().getConnection();
                var select = open.prepareStatement("select * from provider_secret where connection_id = ?")) {
            select.setObject(1, connection);
            try (var row = select.executeQuery()) {
                row.next();
                return new Envelope(KeyRing.of(key, random), random)
                        .open(SecretStore.sealed(row), owner)
                        .reveal();
            }
        }
    }

    private static void update(String sql) throws Exception {
        try (Connection open = worker().getConnection();
                var statement = open.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
