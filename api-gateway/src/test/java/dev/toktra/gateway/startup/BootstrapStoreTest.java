package dev.toktra.gateway.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toktra.devstack.fixture.RunningStack;
import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.events.PersonState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** In a schema of its own, because the directory must be empty. */
class BootstrapStoreTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @TempDir
    Path directory;

    private final PGSimpleDataSource scratch = scratch();
    private final BootstrapStore store = new BootstrapStore(scratch);

    private static PGSimpleDataSource scratch() {
        RunningStack stack = TestStack.running();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(stack.jdbcUrl());
        source.setUser("postgres");
        source.setPassword(stack.password("postgres"));
        source.setCurrentSchema("gateway_scratch");
        return source;
    }

    @BeforeEach
    void emptyDirectory() throws SQLException {
        run("drop schema if exists gateway_scratch cascade");
        run("create schema gateway_scratch");
        run("do $$ begin create role gateway_scratch_worker; exception when duplicate_object then null; end $$");
        Flyway.configure()
                .dataSource(scratch)
                .schemas("gateway_scratch")
                .locations("db/state-topics", "db/migration")
                .load()
                .migrate();
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = scratch.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String counts() throws SQLException {
        try (Connection connection = scratch.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select concat_ws(' ', (select count(*) from organisation),"
                        + " (select count(*) from organisation_zone), (select count(*) from unit),"
                        + " (select count(*) from person), (select count(*) from membership),"
                        + " (select count(*) from alias), (select count(*) from eligibility),"
                        + " (select count(*) from api_key))")) {
            row.next();
            return row.getString(1);
        }
    }

    private Bootstrap sample() throws IOException {
        Path file = directory.resolve("bootstrap.json");
        if (!Files.exists(file)) {
            try (var text = Objects.requireNonNull(getClass().getResourceAsStream("/bootstrap.json"))) {
                Files.copy(text, file);
            }
        }
        return BootstrapMapper.read(file);
    }

    private void write() throws IOException, SQLException {
        store.write(sample(), FirstPeople.of(sample(), TODAY));
    }

    @Test
    void emptyDirectoryIsFilledOnce() throws Exception {
        assertThat(store.directoryIsEmpty()).isTrue();
        write();
        assertThat(store.directoryIsEmpty()).isFalse();
        assertThat(counts()).isEqualTo("1 1 3 3 2 1 3 1");

        write();
        assertThat(counts()).isEqualTo("1 1 3 3 2 1 3 1");
    }

    @Test
    void replicasThatStartTogetherFillItOnce() throws Exception {
        sample(); // makes the file
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Void>> starts = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                starts.add(() -> {
                    write();
                    return null;
                });
            }
            for (Future<Void> start : threads.invokeAll(starts)) {
                start.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(counts()).isEqualTo("1 1 3 3 2 1 3 1");
    }

    @Test
    void whatFailsInTheMiddleLeavesNothing() throws Exception {
        List<PersonState> twice = new ArrayList<>(FirstPeople.of(sample(), TODAY));
        twice.add(twice.get(0));

        assertThatThrownBy(() -> store.write(sample(), twice)).isInstanceOf(SQLException.class);
        assertThat(counts()).isEqualTo("0 0 0 0 0 0 0 0");
        assertThat(store.directoryIsEmpty()).isTrue();
    }
}
