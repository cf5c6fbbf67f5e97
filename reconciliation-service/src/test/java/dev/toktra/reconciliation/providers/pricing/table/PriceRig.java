package dev.toktra.reconciliation.providers.pricing.table;

import dev.toktra.devstack.fixture.RunningStack;
import dev.toktra.reconciliation.ledger.TestSchema;
import dev.toktra.reconciliation.ledger.counting.Measure;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.postgresql.ds.PGSimpleDataSource;

/** The table of prices on the real database. */
final class PriceRig {

    private PriceRig() {}

    static PriceStore store() {
        RunningStack stack = TestSchema.stack();
        PGSimpleDataSource worker = new PGSimpleDataSource();
        worker.setUrl(stack.jdbcUrl());
        worker.setUser("reconciliation_worker");
        worker.setPassword(stack.password("reconciliation_worker"));
        return new PriceStore(worker);
    }

    static String measures() {
        return Arrays.stream(Measure.values()).map(Measure::column).collect(Collectors.joining(", "));
    }
}
