package dev.toktra.scoring.forecasts;

import dev.toktra.scoring.nights.Night;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads what forecasts are made from: tokens by day, and who was active. */
final class ForecastInputStore {

    /** So many days of history. */
    static final int DAYS = 90;

    /** The first day of an organisation may have begun before its first device: it is left out. */
    private static final String TOTALS = """
            with opened as (
                select min(day) as day from daily_fact where org_id = ?)
            select f.day, f.provider, f.model, f.department_id::text,
                grouping(f.provider) as every_provider, grouping(f.model) as every_model,
                grouping(f.department_id) as every_department,
                sum(coalesce(f.input, f.est_input) + coalesce(f.output, f.est_output)) as tokens,
                coalesce(sum(coalesce(f.input, f.est_input) + coalesce(f.output, f.est_output)) filter (where f.settled), 0) as settled
            from best_fact f, opened
            where f.org_id = ? and f.day between ? and ? and f.day > opened.day
            group by grouping sets ((f.day), (f.day, f.provider), (f.day, f.model), (f.day, f.department_id))
            order by f.day
            """;

    private static final String PEOPLE = """
            with active as (
                select f.provider, f.model, f.department_id, f.person_id,
                    bool_or(f.day > ?) as now, bool_or(f.day <= ?) as before
                from daily_fact f
                where f.org_id = ? and f.day between ? and ? and f.person_id is not null
                group by 1, 2, 3, 4)
            select a.provider, a.model, a.department_id::text,
                grouping(a.provider) as every_provider, grouping(a.model) as every_model,
                grouping(a.department_id) as every_department,
                count(distinct a.person_id) filter (where a.now) as now,
                count(distinct a.person_id) filter (where a.before) as before
            from active a
            group by grouping sets ((), (a.provider), (a.model), (a.department_id))
            """;

    private final Connection connection;
    private final Night night;

    ForecastInputStore(Connection connection, Night night) {
        this.connection = connection;
        this.night = night;
    }

    /** Every subject that used anything in the last 90 days, from its first day on. */
    Map<Subject, History> histories() throws SQLException {
        Map<Subject, Builder> builders = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(TOTALS)) {
            statement.setObject(1, night.org());
            statement.setObject(2, night.org());
            statement.setObject(3, night.day().minusDays(DAYS - 1L));
            statement.setObject(4, night.day());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    LocalDate day = rows.getObject("day", LocalDate.class);
                    Subject subject = subject(rows);
                    if (!subject.id().isEmpty() || subject.scope() == Scope.ORGANISATION) {
                        builders.computeIfAbsent(subject, any -> new Builder(day, night.day()))
                                .add(day, rows.getDouble("tokens"), rows.getDouble("settled"));
                    }
                }
            }
        }
        Map<Subject, History> histories = new LinkedHashMap<>();
        builders.forEach((subject, builder) -> histories.put(subject, builder.history()));
        return histories;
    }

    Map<Subject, Drivers.Active> people() throws SQLException {
        Map<Subject, Drivers.Active> people = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(PEOPLE)) {
            LocalDate before = night.day().minusDays(30);
            statement.setObject(1, before);
            statement.setObject(2, before);
            statement.setObject(3, night.org());
            statement.setObject(4, night.day().minusDays(59));
            statement.setObject(5, night.day());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    people.put(subject(rows), new Drivers.Active(rows.getLong("now"), rows.getLong("before")));
                }
            }
        }
        return people;
    }

    /** A department that is unknown has an empty id. */
    private static Subject subject(ResultSet row) throws SQLException {
        for (Scope scope : new Scope[] {Scope.PROVIDER, Scope.MODEL, Scope.DEPARTMENT}) {
            if (row.getInt("every_" + scope.word()) == 0) {
                String id = row.getString(scope == Scope.DEPARTMENT ? "department_id" : scope.word());
                return new Subject(scope, id == null ? "" : id);
            }
        }
        return new Subject(Scope.ORGANISATION, "");
    }

    private static final class Builder {

        private final LocalDate first;
        private final double[] tokens;
        private final double[] settled;

        Builder(LocalDate first, LocalDate last) {
            this.first = first;
            this.tokens = new double[(int) (last.toEpochDay() - first.toEpochDay()) + 1];
            this.settled = new double[tokens.length];
        }

        void add(LocalDate day, double of, double ofSettled) {
            int at = (int) (day.toEpochDay() - first.toEpochDay());
            tokens[at] = of;
            settled[at] = ofSettled;
        }

        History history() {
            return new History(first, tokens, settled);
        }
    }
}
