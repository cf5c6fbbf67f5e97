package dev.toktra.scoring.scorecards;

import dev.toktra.scoring.directory.Departments;
import dev.toktra.scoring.nights.Night;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads what the cards of a night are made of, in the transaction that it is given. */
final class CardInputStore {

    /** One pass over 13 weeks. Parameters: night, organisation. */
    private static final String USAGE = """
        with asked as (select ?::date as night)
        select f.person_id, f.department_id, f.team_id, f.provider, f.model,
            coalesce(sum(f.input + coalesce(f.output, 0)) filter (where f.day > a.night - 30), 0) as recent,
            coalesce(sum(f.input + coalesce(f.output, 0)) filter (where f.day > a.night - 30 and f.settled), 0) as settled,
            max(f.day) filter (where f.requests > 0 or f.input > 0 or f.output > 0) as last_day,
            array[%s] as weeks
        from best_fact f cross join asked a
        where f.org_id = ? and f.day > a.night - 91 and f.day <= a.night
        group by 1, 2, 3, 4, 5
        """.formatted(IntStream.range(0, Weeks.COUNT)
            .mapToObj(week -> "coalesce(sum(f.input + coalesce(f.output, 0)) filter (where (a.night - f.day) / 7 = "
                    + (Weeks.COUNT - 1 - week) + "), 0)::bigint")
            .collect(Collectors.joining(",")));

    /** Somebody inactive or suspended is not eligible, whatever the spans say. Parameters: night, organisation. */
    private static final String PEOPLE = """
        with asked as (select ?::date as night)
        select p.user_id, m.department_id, m.team_id,
            p.status = 'active' and exists (select from eligibility e
                where e.org_id = p.org_id and e.user_id = p.user_id and e.valid_from <= a.night
                  and (e.valid_until is null or e.valid_until > a.night)) as eligible
        from person p
        cross join asked a
        left join lateral (
            select m.department_id, m.team_id from membership m
            where m.org_id = p.org_id and m.user_id = p.user_id and m.valid_from <= a.night
              and (m.valid_until is null or m.valid_until > a.night)
            order by m.place desc limit 1) m on true
        where p.org_id = ?
        """;

    private static final String UNITS =
            "select unit_id, kind, parent_id from unit where ?::date is not null and org_id = ?";

    /** The newest of the nights until a day. Parameters: day, organisation. */
    private static final String SCORES = """
        with asked as (select ?::date as night, ?::uuid as org_id),
        newest as (
            select max(s.night) as night from score s join asked a using (org_id)
            where s.night > a.night - %d and s.night <= a.night)
        select s.user_id, s.department_id, s.team_id, s.score
        from asked a join score s using (org_id) join newest n on n.night = s.night
        where s.state = 'scored'
        """;

    /** Parameters: night, organisation. */
    private static final String COVER = """
        with asked as (select ?::date as night, ?::uuid as org_id)
        select (select min(f.day) from daily_fact f where f.org_id = a.org_id) as first_day,
            (select max(f.day) from daily_fact f where f.org_id = a.org_id and f.day > a.night - 91
                and f.day <= a.night and f.rec_input is not null) as settled_until
        from asked a
        """;

    /**
     * How far facts reach.
     *
     * @param firstDay the organisation's first with facts; null of none
     * @param settledUntil the newest day with settled facts; null of none
     */
    record Cover(@Nullable LocalDate firstDay, @Nullable LocalDate settledUntil) {}

    private final Connection connection;
    private final Night night;

    CardInputStore(Connection connection, Night night) {
        this.connection = connection;
        this.night = night;
    }

    Cover cover() throws SQLException {
        return all(COVER, night.day(), row -> new Cover(day(row, "first_day"), day(row, "settled_until")))
                .get(0);
    }

    Departments departments() throws SQLException {
        return new Departments(all(
                UNITS,
                night.day(),
                row -> new Departments.Unit(
                        row.getObject("unit_id", UUID.class),
                        row.getString("kind").equals("team"),
                        id(row, "parent_id"))));
    }

    List<Person> people() throws SQLException {
        return all(
                PEOPLE,
                night.day(),
                row -> new Person(
                        row.getObject("user_id", UUID.class),
                        id(row, "department_id"),
                        id(row, "team_id"),
                        row.getBoolean("eligible")));
    }

    /** Sorting millions of facts on disk would take many times as long as adding them up in memory. */
    List<Usage> usage() throws SQLException {
        try (Statement setting = connection.createStatement()) {
            setting.execute("set local work_mem = '64MB'");
        }
        return all(
                USAGE,
                night.day(),
                row -> new Usage(
                        id(row, "person_id"),
                        id(row, "department_id"),
                        id(row, "team_id"),
                        row.getString("provider"),
                        row.getString("model"),
                        List.of((Long[]) row.getArray("weeks").getArray()),
                        row.getLong("recent"),
                        row.getLong("settled"),
                        day(row, "last_day")));
    }

    /** Efficiency scores of the night and of those that it is compared with. */
    List<Scored> scores() throws SQLException {
        List<Scored> scores = new ArrayList<>();
        for (Scored.Night which : Scored.Night.values()) {
            scores.addAll(all(
                    SCORES.formatted(which.nights()),
                    night.day().minusDays(which.daysBefore()),
                    row -> new Scored(
                            row.getObject("user_id", UUID.class),
                            id(row, "department_id"),
                            id(row, "team_id"),
                            row.getDouble("score"),
                            which)));
        }
        return scores;
    }

    /** What is read from a row. */
    @FunctionalInterface
    private interface Reading<T> {

        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> all(String sql, LocalDate day, Reading<T> reading) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, day);
            statement.setObject(2, night.org());
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reading.read(rows));
                }
            }
            return found;
        }
    }

    private static @Nullable UUID id(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    private static @Nullable LocalDate day(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }
}
