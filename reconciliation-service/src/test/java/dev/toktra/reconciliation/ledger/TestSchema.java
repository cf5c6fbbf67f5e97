package dev.toktra.reconciliation.ledger;

import dev.toktra.devstack.fixture.RunningStack;
import dev.toktra.devstack.fixture.TestStack;
import org.flywaydb.core.Flyway;

/** This module's schema in the tests' database, migrated as the service does. */
public final class TestSchema {

    private static final RunningStack STACK = migrated();

    private TestSchema() {}

    public static RunningStack stack() {
        return STACK;
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
