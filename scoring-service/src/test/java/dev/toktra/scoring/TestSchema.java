package dev.toktra.scoring;

import dev.toktra.devstack.fixture.RunningStack;
import dev.toktra.devstack.fixture.TestStack;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** This module's schema in the tests' database, migrated as the service does, for tests without Quarkus. */
public final class TestSchema {

    private static final RunningStack STACK = migrated();

    private TestSchema() {}

    public static RunningStack stack() {
        return STACK;
    }

    /** Connections of the role that jobs work with. */
    public static PGSimpleDataSource worker() {
        PGSimpleDataSource worker = new PGSimpleDataSource();
        worker.setUrl(STACK.jdbcUrl());
        worker.setUser("scoring_worker");
        worker.setPassword(STACK.password("scoring_worker"));
        return worker;
    }

    /** A statement by the worker; parameters are {@code ?}. */
    public static int execute(String sql, @Nullable Object... values) {
        try (Connection connection = worker().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The rows of a query by the worker, columns joined by a blank; parameters are {@code ?}. */
    public static List<String> rows(String sql, @Nullable Object... values) {
        try (Connection connection = worker().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                List<String> rows = new ArrayList<>();
                while (result.next()) {
                    List<String> columns = new ArrayList<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        columns.add(result.getString(i));
                    }
                    rows.add(String.join(" ", columns));
                }
                return rows;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static RunningStack migrated() {
        RunningStack stack = TestStack.running();
        String owner = stack.schema() + "_owner";
        Flyway.configure()
                .dataSource(stack.jdbcUrl(), owner, stack.password(owner))
                .defaultSchema(stack.schema())
                .createSchemas(false)
                .locations("db/state-topics", "db/migration")
                .load()
                .migrate();
        return stack;
    }
}
