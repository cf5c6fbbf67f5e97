package dev.toktra.scoring.scorecards;

import dev.toktra.bulksql.RowsStatement;
import dev.toktra.scoring.scorecards.Firm.Earned;
import dev.toktra.scoring.scorecards.Firm.Employee;
import dev.toktra.scoring.scorecards.Firm.Fact;
import dev.toktra.scoring.scorecards.Firm.Span;
import dev.toktra.scoring.scorecards.Firm.Unit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Writes a firm into the tables that the service keeps. */
record FirmTables(Connection connection, Firm firm) {

    void write() throws SQLException {
        organisation();
        units();
        people();
        spans("membership", Employee::memberships, ", department_id, team_id", ", s.department, s.team");
        spans("eligibility", Employee::eligibility, "", "");
        facts();
        scores();
    }

    private void organisation() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "with made as (insert into organisation values (?, 'Firm', 'EUR', 'named') returning org_id) insert"
                        + " into organisation_zone select org_id, '2020-01-01', 0, 'UTC' from made")) {
            insert.setObject(1, firm.org());
            insert.executeUpdate();
        }
    }

    private void units() throws SQLException {
        String sql = "insert into unit select ?::uuid, u.id, case when u.team then 'team' else 'department' end,"
                + " 'Unit ' || u.place, u.parent from unnest(?, ?, ?) with ordinality u(id, team, parent, place)";
        try (RowsStatement<Unit> rows = new RowsStatement<>(connection, sql, firm.units())) {
            rows.value(firm.org())
                    .uuids(Unit::id)
                    .flags(Unit::team)
                    .uuids(Unit::parent)
                    .update();
        }
    }

    private void people() throws SQLException {
        String sql = "insert into person select ?::uuid, p.id, 'p' || p.place || '@firm.example', 'Person ' || p.place,"
                + " 'member', p.status from unnest(?, ?) with ordinality p(id, status, place)";
        try (RowsStatement<Employee> rows = new RowsStatement<>(connection, sql, firm.people())) {
            rows.value(firm.org()).uuids(Employee::id).texts(Employee::status).update();
        }
    }

    private record Placed(UUID person, long place, Span span) {}

    private void spans(String table, Function<Employee, List<Span>> spans, String columns, String values)
            throws SQLException {
        List<Placed> all = new ArrayList<>();
        for (Employee employee : firm.people()) {
            for (Span span : spans.apply(employee)) {
                all.add(new Placed(employee.id(), all.size(), span));
            }
        }
        String sql = "insert into " + table + " (org_id, user_id, place, valid_from, valid_until" + columns
                + ") select ?::uuid, s.person, s.place, s.since, s.until" + values
                + " from unnest(?, ?, ?, ?, ?, ?) s(person, place, since, until, department, team)";
        try (RowsStatement<Placed> rows = new RowsStatement<>(connection, sql, all)) {
            rows.value(firm.org())
                    .uuids(Placed::person)
                    .longs(Placed::place)
                    .dates(placed -> placed.span().from())
                    .dates(placed -> placed.span().until())
                    .uuids(placed -> placed.span().department())
                    .uuids(placed -> placed.span().team())
                    .update();
        }
    }

    /** A settled fact has an estimate too, which must not count. */
    private void facts() throws SQLException {
        String sql = "insert into daily_fact select ?::uuid, f.day, coalesce(f.person::text, 'unattributed'), f.place,"
                + " f.person, 'UTC', f.department, f.team, f.provider, f.model, 'unknown', case when f.settled then"
                + " 'reconciled' else 'estimated' end, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, case when f.settled then"
                + " 77 else f.input end, 0, 0, case when f.settled then 7 else f.output end, 0, null, null, null, null,"
                + " null, null, null, case when f.settled then f.input end, case when f.settled then f.output end, null,"
                + " null, null, null, null, null from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) with ordinality f(person, day,"
                + " department, team, provider, model, input, output, settled, place)";
        try (RowsStatement<Fact> rows = new RowsStatement<>(connection, sql, firm.facts())) {
            rows.value(firm.org())
                    .uuids(Fact::person)
                    .dates(Fact::day)
                    .uuids(Fact::department)
                    .uuids(Fact::team)
                    .texts(Fact::provider)
                    .texts(Fact::model)
                    .longs(Fact::input)
                    .longs(Fact::output)
                    .flags(Fact::settled)
                    .update();
        }
    }

    private void scores() throws SQLException {
        String sql = "insert into score (org_id, user_id, night, score, low, high, state, department_id, team_id,"
                + " active_days, requests, components, formula_version, computed_at) select ?::uuid, s.person,"
                + " s.night, s.score::numeric, s.score::numeric, s.score::numeric, 'scored', s.department, s.team,"
                + " 9, 99, '{}', 1, now() from unnest(?, ?, ?, ?, ?) s(person, night, score, department, team)";
        try (RowsStatement<Earned> rows = new RowsStatement<>(connection, sql, firm.scores())) {
            rows.value(firm.org())
                    .uuids(Earned::person)
                    .dates(Earned::night)
                    .texts(earned -> Double.toString(earned.score()))
                    .uuids(Earned::department)
                    .uuids(Earned::team)
                    .update();
        }
    }
}
