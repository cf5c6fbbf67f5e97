package dev.toktra.scoring.scores;

import dev.toktra.scoring.directory.Departments;
import dev.toktra.scoring.scores.efficiency.Person;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Keeps the medians and quartiles of departments with those below them, of teams and of the organisation. */
final class UnitScoreStore {

    private static final String FORGET = "delete from unit_score where org_id = ? and night = ?";

    private static final String INSERT = """
            with recursive tree as (
                select u.unit_id as root, u.unit_id from unit u where u.org_id = ? and u.kind = 'department'
                union
                select t.root, u.unit_id from tree t join unit u on u.parent_id = t.unit_id
                where u.org_id = ? and u.kind = 'department'),
            placed as (
                select t.root as unit_id, 'department' as level, s.score
                from score s join tree t on t.unit_id = s.department_id
                where s.org_id = ? and s.night = ?
                union all
                select s.team_id, 'team', s.score from score s
                where s.org_id = ? and s.night = ? and s.team_id is not null
                union all
                select s.org_id, 'organisation', s.score from score s where s.org_id = ? and s.night = ?)
            insert into unit_score (org_id, unit_id, night, level, scored, people, median, lower, upper)
            select ?, unit_id, ?, level, count(score), count(*),
                round(percentile_cont(0.5) within group (order by score::float8)::numeric, 1),
                round(percentile_cont(0.25) within group (order by score::float8)::numeric, 1),
                round(percentile_cont(0.75) within group (order by score::float8)::numeric, 1)
            from placed group by unit_id, level""";

    private static final String WITHHOLD =
            "update unit_score set withheld = true where org_id = ? and night = ? and unit_id = any(?)";

    private static final String UNITS = "select unit_id, kind = 'team' as team, parent_id from unit where org_id = ?";

    private final Connection connection;
    private final UUID org;

    UnitScoreStore(Connection connection, UUID org) {
        this.connection = connection;
        this.org = org;
    }

    /** Draws the units' figures of a night whose scores are there, of these people. */
    void save(LocalDate night, Collection<Person> scored) throws SQLException {
        update(FORGET, org, night);
        update(INSERT, org, org, org, night, org, night, org, night, org, night);
        Object[] withheld = new Units(org, departments(), scored).withheld().toArray();
        update(WITHHOLD, org, night, connection.createArrayOf("uuid", withheld));
    }

    private Departments departments() throws SQLException {
        List<Departments.Unit> units = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(UNITS)) {
            statement.setObject(1, org);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    units.add(new Departments.Unit(
                            rows.getObject(1, UUID.class), rows.getBoolean(2), rows.getObject(3, UUID.class)));
                }
            }
        }
        return new Departments(units);
    }

    private void update(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
