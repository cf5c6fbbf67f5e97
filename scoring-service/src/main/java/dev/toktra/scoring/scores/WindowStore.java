package dev.toktra.scoring.scores;

import dev.toktra.scoring.scores.Basis.Line;
import dev.toktra.scoring.scores.efficiency.Formula;
import dev.toktra.scoring.scores.efficiency.Measure;
import dev.toktra.scoring.scores.efficiency.Person;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads what the people of an organisation did in a window. */
final class WindowStore {

    private static final String LINES = """
            select provider, model, application, count(*) as rows,
                coalesce(sum(cost::float8), 0) as cost,
                coalesce(sum(coalesce(input, 0) + coalesce(output, 0)) filter (where cost is not null), 0)::float8 as tokens,
                sum(edits_accepted + lines_accepted + commits + pull_requests)::bigint as outcomes,
                coalesce(sum(cache_read), 0)::bigint as cache_read,
                min(day) filter (where not settled) as first_unsettled, max(day) filter (where settled) as last_settled
            from best_fact where org_id = ? and day between ? and ?
            group by provider, model, application""";

    /** Parameters: organisation, day, day, day, day. */
    private static final String PEOPLE = """
            select p.user_id, m.department_id, m.team_id
            from person p
            left join lateral (
                select m.department_id, m.team_id from membership m
                where m.org_id = p.org_id and m.user_id = p.user_id and m.valid_from <= ?
                    and (m.valid_until is null or m.valid_until > ?)
                order by m.place desc limit 1) m on true
            where p.org_id = ? and p.status = 'active'
                and (p.user_id = any(?) or exists (
                    select from eligibility e where e.org_id = p.org_id and e.user_id = p.user_id and e.valid_from <= ?
                        and (e.valid_until is null or e.valid_until > ?)))
            order by p.user_id""";

    /** The measures of each person's active days, in their order. */
    private static final String DAYS = """
            with facts as materialized (
                select f.*, coalesce(f.input, 0) + coalesce(f.output, 0) as tokens,
                    coalesce(f.cost::float8 / ?, coalesce(f.input, 0) + coalesce(f.output, 0)) as weighted,
                    f.application = any(?) as reporting,
                    f.fresh_input is not null and f.cache_read is not null and f.provider = any(?) as caching,
                    f.model = any(?) as top
                from best_fact f
                where f.org_id = ? and f.day between ? and ? and f.person_id is not null)
            select person_id, day,
                sum(requests)::float8,
                sum(weighted),
                coalesce(sum(weighted) filter (where settled), 0),
                coalesce(sum(weighted) filter (where reporting), 0),
                coalesce(sum(edits_accepted * ? + lines_accepted * ? + commits * ? + pull_requests * ?)
                    filter (where reporting), 0),
                sum(coalesce(output, 0) * (1 - coalesce(least(1, wasted_output::float8 / nullif(est_output, 0)), 0))),
                coalesce(sum(weighted) filter (where est_input + est_output > 0), 0),
                coalesce(sum(weighted * least(1, (wasted_input + wasted_output)::float8 / (est_input + est_output)))
                    filter (where est_input + est_output > 0), 0),
                coalesce(sum(fresh_input + cache_read + coalesce(cache_write, 0)) filter (where caching), 0)::float8,
                coalesce(sum(cache_read) filter (where caching), 0)::float8,
                sum(small_requests)::float8,
                coalesce(sum(small_requests) filter (where top), 0)::float8
            from facts
            group by person_id, day having sum(requests) > 0 or sum(tokens) > 0
            order by person_id, day""";

    private static final int FETCH = 20_000;

    private final Connection connection;
    private final UUID org;
    private final LocalDate first;
    private final LocalDate last;

    WindowStore(Connection connection, UUID org, LocalDate first, LocalDate last) {
        this.connection = connection;
        this.org = org;
        this.first = first;
        this.last = last;
    }

    Basis basis(ModelClasses classes) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LINES)) {
            statement.setObject(1, org);
            statement.setObject(2, first);
            statement.setObject(3, last);
            try (ResultSet rows = statement.executeQuery()) {
                List<Line> lines = new ArrayList<>();
                while (rows.next()) {
                    lines.add(line(rows));
                }
                return Basis.of(lines, classes);
            }
        }
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getString("provider"),
                row.getString("model"),
                row.getString("application"),
                row.getLong("rows"),
                row.getDouble("cost"),
                row.getDouble("tokens"),
                row.getLong("outcomes"),
                row.getLong("cache_read"),
                row.getObject("first_unsettled", LocalDate.class),
                row.getObject("last_settled", LocalDate.class));
    }

    /** Active people who used something or were eligible on the last day, in the order of their ids. */
    List<Person> people(Basis basis, Formula.Units units) throws SQLException {
        Map<UUID, List<double[]>> days = days(basis, units);
        List<Person> people = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(PEOPLE)) {
            statement.setObject(1, last);
            statement.setObject(2, last);
            statement.setObject(3, org);
            statement.setArray(4, connection.createArrayOf("uuid", days.keySet().toArray()));
            statement.setObject(5, last);
            statement.setObject(6, last);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    UUID user = rows.getObject(1, UUID.class);
                    people.add(new Person(
                            user,
                            rows.getObject(2, UUID.class),
                            rows.getObject(3, UUID.class),
                            days.getOrDefault(user, List.of())));
                }
            }
        }
        return people;
    }

    private Map<UUID, List<double[]>> days(Basis basis, Formula.Units units) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DAYS)) {
            statement.setFetchSize(FETCH);
            statement.setObject(1, basis.tokenPrice(), java.sql.Types.DOUBLE);
            statement.setArray(2, texts(basis.reporting()));
            statement.setArray(3, texts(basis.caching()));
            statement.setArray(4, texts(basis.topModels()));
            statement.setObject(5, org);
            statement.setObject(6, first);
            statement.setObject(7, last);
            statement.setDouble(8, units.edit());
            statement.setDouble(9, units.line());
            statement.setDouble(10, units.commit());
            statement.setDouble(11, units.pullRequest());
            Map<UUID, List<double[]>> days = new HashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    days.computeIfAbsent(rows.getObject(1, UUID.class), user -> new ArrayList<>())
                            .add(day(rows));
                }
            }
            return days;
        }
    }

    private static double[] day(ResultSet row) throws SQLException {
        double[] sums = new double[Measure.values().length];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = row.getDouble(i + 3);
        }
        return sums;
    }

    private java.sql.Array texts(Collection<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }
}
