package dev.toktra.reconciliation.settling.variance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.reconciliation.bulk.RowsStatement;
import dev.toktra.reconciliation.ledger.LedgerRig;
import dev.toktra.reconciliation.settling.calibration.Calibrating;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Faults of known size are found again, each as what it is. */
class SyntheticOrganisationTest {

    private static final String PEOPLE = """
            insert into identity_person (org_id, identity_id, user_id, valid_from)
            select i.org_id, i.identity_id, k.user_id, date '2020-01-01'
            from unnest(?::uuid[], ?::uuid[]) k(device_id, user_id)
            join identity i on i.device_id = k.device_id""";

    private static final String SHARES = """
            insert into settled_share (org_id, provider, hour, day, model, subject, application, attribution, tier, input,
                output)
            select ?, 'openai', t.hour, (t.hour at time zone 'UTC')::date, t.model,
                case t.subject when 'nobody' then 'unattributed' else t.subject end, 'unknown',
                case t.subject when 'nobody' then 'unattributed' else 'exact' end, 'standard', t.input, t.output
            from unnest(?::timestamptz[], ?::text[], ?::text[], ?::bigint[], ?::bigint[])
                t(hour, model, subject, input, output)""";

    private static final String CELLS = """
            insert into settled_cell (org_id, provider, hour, model, state, input, output, device_input, device_output,
                device_requests, first_input, first_output, reconciled_at)
            select coalesce(s.org_id, d.org_id), 'openai', coalesce(s.hour, d.hour), coalesce(s.model, d.model),
                'reconciled', coalesce(s.input, 0), coalesce(s.output, 0), coalesce(d.input, 0), coalesce(d.output, 0), 0,
                coalesce(s.input, 0), coalesce(s.output, 0), now()
            from (select org_id, hour, model, sum(input) as input, sum(output) as output from settled_share
                where org_id = '%1$s' group by 1, 2, 3) s
            full join (select org_id, hour, model, sum(fresh_input) as input, sum(output) as output from usage_hourly
                where org_id = '%1$s' group by 1, 2, 3) d using (org_id, hour, model)""";

    private static final String FIRST = """
            update settled_cell c set first_input = t.input, first_output = t.output, state = 'restated'
            from unnest(?::timestamptz[], ?::text[], ?::bigint[], ?::bigint[]) t(hour, model, input, output)
            where c.org_id = ? and c.hour = t.hour and c.model = t.model""";

    private record Share(CellKey cell, String subject, long input, long output) {}

    @Test
    void causesAreRecoveredFromAnOrganisationWithFaultsOfKnownSize() throws Exception {
        long seed = Long.getLong("toktra.seed", System.nanoTime());
        try (LedgerRig rig = new LedgerRig()) {
            SyntheticOrganisation acme = new SyntheticOrganisation(new Random(seed), rig.org());
            acme.send(rig);
            settle(rig, acme);
            Calibrating.compare(rig.org(), "openai", SyntheticOrganisation.FIRST.plusSeconds(86_400L * 12));
            for (int day = 0; day < SyntheticOrganisation.DAYS; day++) {
                LocalDate date = LocalDate.ofInstant(SyntheticOrganisation.FIRST, ZoneOffset.UTC)
                        .plusDays(day);
                CauseStore.explain(rig.connection(), rig.org(), "openai", date);
            }
            List<Found> found = found(rig, acme);
            System.out.println("seed " + seed + System.lineSeparator() + table(found));
            assertThat(found).as("seed " + seed).allMatch(Found::holds);
            assertThat(rig.number(UNBALANCED)).as("seed " + seed).isZero();
            assertThat(rig.number("select sum(input + output)::bigint from duplicate_hour where org_id = ?"))
                    .isEqualTo(acme.duplicates);
        }
    }

    private static final String UNBALANCED = """
            select count(*) from settled_cell c left join lateral (
                select coalesce(sum(x.input), 0) as input, coalesce(sum(x.output), 0) as output from cell_cause x
                where x.org_id = c.org_id and x.provider = c.provider and x.hour = c.hour and x.model = c.model) s on true
            where c.org_id = ? and (c.input - c.device_input, c.output - c.device_output) <> (s.input, s.output)""";

    private static void settle(LedgerRig rig, SyntheticOrganisation acme) throws SQLException {
        Connection connection = rig.connection();
        try (var people = new RowsStatement<>(connection, PEOPLE, acme.people)) {
            people.uuids(SyntheticOrganisation.Person::device)
                    .uuids(SyntheticOrganisation.Person::id)
                    .update();
        }
        List<Share> shares = new ArrayList<>();
        acme.provider.forEach((cell, counts) ->
                counts.forEach((subject, one) -> shares.add(new Share(cell, subject, one[0], one[1]))));
        try (var save = new RowsStatement<>(connection, SHARES, shares)) {
            save.value(rig.org())
                    .instants(one -> one.cell().hour())
                    .texts(one -> one.cell().model())
                    .texts(Share::subject)
                    .longs(Share::input)
                    .longs(Share::output)
                    .update();
        }
        saveCells(rig, acme);
    }

    private static void saveCells(LedgerRig rig, SyntheticOrganisation acme) throws SQLException {
        Connection connection = rig.connection();
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(CELLS.formatted(rig.org()));
            statement.executeUpdate("insert into settled_hour select distinct org_id, provider, hour, 'reconciled'"
                    + " from settled_cell where org_id = '" + rig.org() + "'");
        }
        try (var save = new RowsStatement<>(connection, FIRST, acme.first.entrySet())) {
            save.instants(one -> one.getKey().hour())
                    .texts(one -> one.getKey().model())
                    .longs(one -> one.getValue()[0])
                    .longs(one -> one.getValue()[1])
                    .value(rig.org())
                    .update();
        }
    }

    /** What was injected and what came out, of a measure. */
    private record Found(String cause, String measure, long injected, long recovered, long low, long high) {

        boolean holds() {
            return low <= injected && injected <= high;
        }
    }

    /** What moves between cells and sums to 0 is told by what arrives. */
    private static List<Found> found(LedgerRig rig, SyntheticOrganisation acme) throws SQLException {
        List<Found> found = new ArrayList<>();
        for (String measure : List.of("input", "output")) {
            for (Cause cause : Cause.values()) {
                boolean moves = cause == Cause.BOUNDARY || cause == Cause.TOKEN_CATEGORY;
                String sql = "select coalesce(sum(" + measure + "), 0), coalesce(sum(" + measure
                        + "_low), 0), coalesce(sum(" + measure + "_high), 0) from cell_cause where org_id = '"
                        + rig.org()
                        + "' and cause = '" + cause.word() + "'" + (moves ? " and " + measure + " > 0" : "");
                try (var statement = rig.connection().createStatement();
                        ResultSet row = statement.executeQuery(sql)) {
                    row.next();
                    long[] injected = acme.injected.getOrDefault(cause, new long[2]);
                    found.add(new Found(
                            cause.word(),
                            measure,
                            injected[measure.equals("input") ? 0 : 1],
                            row.getLong(1),
                            row.getLong(2),
                            row.getLong(3)));
                }
            }
        }
        return found;
    }

    private static String table(List<Found> found) {
        StringBuilder table = new StringBuilder();
        for (Found one : found) {
            table.append(String.format(
                    Locale.ROOT,
                    "%-16s %-6s injected %,12d  recovered %,12d  [%,12d, %,12d]  %s%n",
                    one.cause(),
                    one.measure(),
                    one.injected(),
                    one.recovered(),
                    one.low(),
                    one.high(),
                    one.holds() ? "inside" : "OUTSIDE"));
        }
        return table.toString();
    }
}
