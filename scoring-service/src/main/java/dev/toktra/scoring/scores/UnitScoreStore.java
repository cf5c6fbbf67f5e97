package dev.toktra.scoring.scores;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
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

    private final Connection connection;
    private final UUID org;

    UnitScoreStore(Connection connection, UUID org) {
        this.connection = connection;
        this.org = org;
    }

    /** Draws the units' figures of a night whose scores are there. */
    void save(LocalDate night) throws SQLException {
        update(FORGET, org, night);
        update(INSERT, org, org, org, night, org, night, org, night, org, night);
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
