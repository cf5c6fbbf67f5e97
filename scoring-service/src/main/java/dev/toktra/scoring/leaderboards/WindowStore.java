package dev.toktra.scoring.leaderboards;

import dev.toktra.bulksql.RowsStatement;
import dev.toktra.scoring.nights.Night;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Publishes windows, which nothing but forgetting changes afterwards. */
final class WindowStore {

    /** Raised whenever the same scores make other boards. */
    static final int FORMULA_VERSION = 1;

    private static final String WINDOW = """
        insert into leaderboard_window (org_id, window_start, revision, night, fingerprint, formula_version, published_at)
        values (?, ?, ?, ?, ?, ?, ?)
        """;

    private static final String GROUPS = """
        insert into leaderboard_group (org_id, window_start, revision, level, subject_id, withheld, scored, median,
            lower_quartile, upper_quartile)
        select ?::uuid, ?::date, ?::int, g.level, g.subject_id, g.median is null, g.scored, g.median::numeric,
            g.lower::numeric, g.upper::numeric
        from unnest(?, ?, ?, ?, ?, ?) g(level, subject_id, scored, median, lower, upper)
        """;

    private static final String PLACES = """
        insert into leaderboard_place (org_id, window_start, revision, level, subject_id, user_id, pseudonym, rank_from,
            rank_to, score_from, score_to)
        select ?::uuid, ?::date, ?::int, p.* from unnest(?, ?, ?, ?, ?, ?, ?, ?) p
        """;

    /** Old windows. */
    private static final String FORGET = """
        with old as (select ?::uuid as org_id, ?::date as before),
        places as (delete from leaderboard_place p using old o where p.org_id = o.org_id and p.window_start < o.before),
        groups as (delete from leaderboard_group g using old o where g.org_id = o.org_id and g.window_start < o.before)
        delete from leaderboard_window w using old o where w.org_id = o.org_id and w.window_start < o.before
        """;

    private final Connection connection;
    private final Night night;

    WindowStore(Connection connection, Night night) {
        this.connection = connection;
        this.night = night;
    }

    /** An edition of a window. */
    record Edition(LocalDate start, int revision, UUID fingerprint) {}

    private record Line(Group group, Place place) {}

    void publish(Edition edition, List<Board> boards) throws SQLException {
        window(edition);
        groups(edition, boards);
        places(edition, boards);
    }

    private void window(Edition edition) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(WINDOW)) {
            insert.setObject(1, night.org());
            insert.setObject(2, edition.start());
            insert.setInt(3, edition.revision());
            insert.setObject(4, night.day());
            insert.setObject(5, edition.fingerprint());
            insert.setInt(6, FORMULA_VERSION);
            insert.setObject(7, night.began().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    private void groups(Edition edition, List<Board> boards) throws SQLException {
        try (RowsStatement<Board> rows = new RowsStatement<>(connection, GROUPS, boards)) {
            begin(rows, edition)
                    .texts(board -> board.group().level().word())
                    .uuids(board -> board.group().id())
                    .numbers(board -> board.quartiles() == null
                            ? null
                            : (Long) (long) board.places().size())
                    .texts(figure(Quartiles::median))
                    .texts(figure(Quartiles::lower))
                    .texts(figure(Quartiles::upper))
                    .update();
        }
    }

    private void places(Edition edition, List<Board> boards) throws SQLException {
        List<Line> lines = boards.stream()
                .flatMap(board -> board.places().stream().map(place -> new Line(board.group(), place)))
                .toList();
        try (RowsStatement<Line> rows = new RowsStatement<>(connection, PLACES, lines)) {
            begin(rows, edition)
                    .texts(line -> line.group().level().word())
                    .uuids(line -> line.group().id())
                    .uuids(line -> line.place().person())
                    .texts(line -> line.place().pseudonym())
                    .longs(line -> line.place().rankFrom())
                    .longs(line -> line.place().rankTo())
                    .longs(line -> line.place().scoreFrom())
                    .longs(line -> line.place().scoreTo())
                    .update();
        }
    }

    void forget(LocalDate before) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FORGET)) {
            statement.setObject(1, night.org());
            statement.setObject(2, before);
            statement.executeUpdate();
        }
    }

    private <T> RowsStatement<T> begin(RowsStatement<T> rows, Edition edition) throws SQLException {
        return rows.value(night.org()).value(edition.start()).value(edition.revision());
    }

    private static Function<Board, @Nullable String> figure(ToDoubleFunction<Quartiles> figure) {
        return board -> board.quartiles() == null
                ? null
                : BigDecimal.valueOf(figure.applyAsDouble(board.quartiles())).toPlainString();
    }
}
