package dev.toktra.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.toktra.devstack.suite.Deployable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A database that is emptied or set back to an older copy comes to the same sums again, and all who copied from it. */
class RestoredTest {

    private final Product product = Product.running();

    @Test
    void theWholeTopicReadAgainIntoAnEmptiedSchemaGivesEqualSums() {
        product.playOn();
        product.awaitTruth();
        product.awaitTruthDownstream();

        product.stack.stop("reconciliation-service");
        product.run("""
                do $$ declare emptied text; begin
                    select string_agg(format('reconciliation.%I', tablename), ', ') into emptied
                    from pg_tables where schemaname = 'reconciliation' and tablename <> 'flyway_schema_history';
                    execute 'truncate ' || emptied;
                end $$""");
        assertThat(product.number("select count(*) from reconciliation.usage_event"))
                .isZero();
        product.stack.restart("reconciliation-service");

        product.awaitTruth();
        product.awaitTruthDownstream();
    }

    @Test
    void aRestoredOlderDatabaseConvergesAndSoDoWhoCopiedFromIt() throws Exception {
        product.playOn();
        product.awaitTruth();
        product.awaitTruthDownstream();
        Path data = product.stack.settings().directory().postgres();
        Path older = data.resolveSibling("postgres-older");

        stopAll();
        copy(data, older);
        startAll();
        product.playOn();
        String department = product.api
                .send("POST", "/v1/departments", "{\"name\":\"Made after the copy\"}")
                .get("department_id")
                .asText();
        product.awaitTruth();
        product.awaitTruthDownstream();
        awaitCopies(department, 1);

        stopAll();
        run(List.of("rm", "-rf", data.toString()));
        copy(older, data);
        startAll();

        product.awaitTruth();
        product.awaitTruthDownstream();
        awaitCopies(department, 0);
    }

    /** How many rows the readers of the directory have of a department. */
    private void awaitCopies(String department, long wanted) {
        for (String schema : List.of("reconciliation", "scoring")) {
            String sql = "select count(*) from " + schema + ".unit where unit_id = '" + department + "'";
            await().atMost(Product.SETTLED_WITHIN).until(() -> product.number(sql) == wanted);
        }
    }

    private void stopAll() {
        Deployable.ALL.forEach(service -> product.stack.stop(service.module()));
        product.stack.stop("postgres");
    }

    private void startAll() {
        product.stack.restart("postgres");
        product.stack.startServices(System.out::println);
    }

    private static void copy(Path from, Path to) throws IOException, InterruptedException {
        run(List.of("cp", "-a", from.toString(), to.toString()));
    }

    private static void run(List<String> line) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(line).inheritIO().start().waitFor()).isZero();
    }
}
