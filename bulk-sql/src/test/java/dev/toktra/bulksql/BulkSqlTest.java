package dev.toktra.bulksql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toktra.devstack.fixture.TestStack;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BulkSqlTest {

    private static final String TABLE = "create temporary table thing (id uuid, name text, digest bytea, amount int8,"
            + " rank int2, place int4, whole bool, day date, at timestamptz)";
    private static final Thing FULL = new Thing(
            new UUID(7, 9),
            "Größe \"x\", 'y'\n{z}",
            new byte[] {0, 1, -1},
            Long.MAX_VALUE,
            -3,
            LocalDate.of(1999, 12, 31),
            Instant.parse("2026-03-01T12:00:00.123456Z"));
    private static final Thing EMPTY =
            new Thing(new UUID(1, 2), null, null, null, null, LocalDate.EPOCH, Instant.EPOCH);

    private final Connection connection;

    BulkSqlTest() throws SQLException {
        connection = TestStack.running().connect("postgres");
    }

    private record Thing(
            UUID id,
            @Nullable String name,
            byte @Nullable [] digest,
            @Nullable Long amount,
            @Nullable Integer rank,
            LocalDate day,
            Instant at) {}

    @BeforeEach
    void makeTable() throws SQLException {
        execute(TABLE);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void copiedRowsAreReadBackAsTheyWere() throws SQLException {
        assertThat(copy(List.of(FULL, EMPTY))).isEqualTo(2);
        assertThat(
                        rows(
                                "select id, name, digest, amount, rank, whole, day, at at time zone 'UTC' from thing order by id desc"))
                .containsExactly(
                        "00000000-0000-0007-0000-000000000009|Größe \"x\", 'y'\n{z}|\\x0001ff|9223372036854775807|-3|t"
                                + "|1999-12-31|2026-03-01 12:00:00.123456",
                        "00000000-0000-0001-0000-000000000002|null|null|null|null|t|1970-01-01|1970-01-01 00:00:00");
    }

    @Test
    void copyGrowsWithItsRows() throws SQLException {
        String long1 = "x".repeat(200_000);
        List<Thing> many = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            many.add(new Thing(new UUID(0, i), long1, null, null, null, LocalDate.EPOCH, Instant.EPOCH));
        }
        copy(many);
        assertThat(rows("select count(*), min(length(name)), max(length(name)) from thing"))
                .containsExactly("5|200000|200000");
    }

    @Test
    void copyThatIsNotFinishedLeavesNothing() throws SQLException {
        try (BinaryCopy copy = new BinaryCopy(connection, "copy thing (id) from stdin with (format binary)")) {
            copy.row(1).uuid(new UUID(0, 1));
        }
        assertThat(rows("select count(*) from thing")).containsExactly("0");
    }

    @Test
    void columnsArriveAsRowsWithTheirNulls() throws SQLException {
        String insert = "insert into thing (id, name, amount, day, at, whole, place)"
                + " select k.*, ?::int from unnest(?::uuid[], ?::text[], ?::int8[], ?::date[], ?::timestamptz[], ?::bool[])"
                + " k(id, name, amount, day, at, whole)";
        try (var save = new RowsStatement<>(connection, insert, List.of(FULL, EMPTY))) {
            save.value(42)
                    .uuids(Thing::id)
                    .texts(Thing::name)
                    .numbers(Thing::amount)
                    .dates(Thing::day)
                    .instants(Thing::at)
                    .flags(thing -> thing.name() == null)
                    .update();
        }
        assertThat(rows("select name, amount, day, at at time zone 'UTC', whole, place from thing order by id desc"))
                .containsExactly(
                        "Größe \"x\", 'y'\n{z}|9223372036854775807|1999-12-31|2026-03-01 12:00:00.123456|f|42",
                        "null|null|1970-01-01|1970-01-01 00:00:00|t|42");
    }

    @Test
    void failedWorkLeavesNothingAndTheConnectionUsable() throws SQLException {
        assertThatThrownBy(() -> JdbcTransaction.commit(connection, () -> {
                    execute("insert into thing (place) values (1)");
                    execute("insert into thing (place) values (1 / 0)");
                    return true;
                }))
                .isInstanceOf(SQLException.class);
        assertThat(connection.getAutoCommit()).isTrue();
        assertThat(rows("select count(*) from thing")).containsExactly("0");

        JdbcTransaction.tryOut(connection, () -> execute("insert into thing (place) values (1)"));
        assertThat(rows("select count(*) from thing")).containsExactly("0");

        JdbcTransaction.commit(connection, () -> execute("insert into thing (place) values (1)"));
        assertThat(rows("select count(*) from thing")).containsExactly("1");
    }

    private long copy(List<Thing> things) throws SQLException {
        String sql = "copy thing (id, name, digest, amount, rank, whole, day, at) from stdin with (format binary)";
        try (BinaryCopy copy = new BinaryCopy(connection, sql)) {
            for (Thing thing : things) {
                copy.row(8)
                        .uuid(thing.id())
                        .text(thing.name())
                        .bytes(thing.digest())
                        .int8(thing.amount())
                        .int2(thing.rank())
                        .bool(true)
                        .date(thing.day())
                        .instant(thing.at());
            }
            return copy.finish();
        }
    }

    private boolean execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }

    private List<String> rows(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    columns.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join("|", columns));
            }
            return rows;
        }
    }
}
