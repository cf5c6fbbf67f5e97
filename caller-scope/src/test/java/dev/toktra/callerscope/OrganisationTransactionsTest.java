package dev.toktra.callerscope;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.toktra.devstack.fixture.TestCallers;
import dev.toktra.devstack.fixture.TestStack;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
class OrganisationTransactionsTest {

    private static final UUID MINE = new UUID(0, 1);
    private static final UUID OTHERS = new UUID(0, 2);
    private static final Duration SOON = Duration.ofSeconds(10);

    @Inject
    OrganisationTransactions transactions;

    @Inject
    Pool pool;

    @BeforeEach
    void table() throws SQLException {
        try (Connection owner = TestStack.running().connect("caller_scope_owner");
                Statement sql = owner.createStatement()) {
            sql.execute("drop table if exists probe");
            sql.execute("create table probe (org_id uuid not null, label text not null)");
            sql.execute("insert into probe values ('%s', 'a'), ('%s', 'b'), ('%s', 'z')".formatted(MINE, MINE, OTHERS));
            sql.execute("alter table probe enable row level security");
            sql.execute("alter table probe force row level security");
            sql.execute("create policy of_the_caller on probe"
                    + " using (org_id = nullif(current_setting('toktra.org', true), '')::uuid)");
            sql.execute("grant select, insert on probe to caller_scope_app");
        }
    }

    private static List<String> labels(Uni<List<String>> answer) {
        return answer.await().atMost(SOON);
    }

    private static Uni<List<String>> insert(SqlConnection connection, UUID org, String label) {
        return connection
                .preparedQuery("insert into probe values ($1, $2)")
                .execute(Tuple.of(org, label))
                .chain(() -> ProbeStore.labels(connection));
    }

    @Test
    void aRequestSeesTheRowsOfItsCallersOrganisation() {
        for (UUID org : List.of(MINE, OTHERS, MINE)) {
            given().header("Authorization", "Bearer " + TestCallers.token(org, "caller-scope", "admin"))
                    .get("/probe/rows")
                    .then()
                    .statusCode(200)
                    .body(equalTo(org.equals(MINE) ? "a,b" : "z"));
        }
    }

    @Test
    void outsideOfATransactionThereAreNoRowsAlsoOnAUsedConnection() {
        labels(transactions.read(MINE, ProbeStore::labels));
        labels(transactions.read(OTHERS, ProbeStore::labels));
        for (int i = 0; i < 4; i++) {
            assertThat(pool.query(ProbeStore.LABELS)
                            .execute()
                            .await()
                            .atMost(SOON)
                            .size())
                    .isZero();
        }
    }

    @Test
    void writingCommitsAndCannotWriteForOthers() {
        assertThat(labels(transactions.write(MINE, connection -> insert(connection, MINE, "c"))))
                .containsExactly("a", "b", "c");
        assertThat(labels(transactions.read(MINE, ProbeStore::labels))).containsExactly("a", "b", "c");
        assertThatThrownBy(() -> labels(transactions.write(MINE, connection -> insert(connection, OTHERS, "d"))))
                .hasMessageContaining("row-level security");
    }

    @Test
    void whatFailsIsRolledBack() {
        assertThatThrownBy(() -> labels(transactions.write(
                        MINE,
                        connection -> insert(connection, MINE, "c")
                                .onItem()
                                .failWith(() -> new IllegalStateException("second thoughts")))))
                .hasMessageContaining("second thoughts");
        assertThat(labels(transactions.read(MINE, ProbeStore::labels))).containsExactly("a", "b");
    }

    @Test
    void readingCannotWrite() {
        assertThatThrownBy(() -> labels(transactions.read(MINE, connection -> insert(connection, MINE, "c"))))
                .hasMessageContaining("read-only");
        assertThatThrownBy(() -> labels(transactions.snapshot(MINE, connection -> insert(connection, MINE, "c"))))
                .hasMessageContaining("read-only");
    }

    @Test
    void aSnapshotStaysAsItWas() {
        Uni<List<String>> twice = transactions.snapshot(
                MINE,
                connection -> ProbeStore.labels(connection)
                        .chain(() -> transactions.write(MINE, other -> insert(other, MINE, "c")))
                        .chain(() -> ProbeStore.labels(connection)));
        assertThat(labels(twice)).containsExactly("a", "b");
        assertThat(labels(transactions.read(MINE, ProbeStore::labels))).contains("c");
    }

    @Test
    void aStreamGivesItsConnectionBackWhenItEndsFailsOrIsCutOff() {
        for (int i = 0; i < 5; i++) {
            assertThat(labels(transactions.stream(MINE, ProbeStore::stream)
                            .collect()
                            .asList()))
                    .containsExactly("a", "b");
            assertThat(labels(transactions.stream(MINE, ProbeStore::stream)
                            .select()
                            .first(1)
                            .collect()
                            .asList()))
                    .containsExactly("a");
            assertThatThrownBy(() -> labels(transactions.stream(
                                    MINE,
                                    connection ->
                                            Multi.createFrom().<String>failure(new IllegalStateException("broken")))
                            .collect()
                            .asList()))
                    .hasMessageContaining("broken");
            transactions.stream(MINE, ProbeStore::stream)
                    .subscribe()
                    .with(label -> {})
                    .cancel();
        }
        assertThat(labels(transactions.read(MINE, ProbeStore::labels))).containsExactly("a", "b");
    }
}
