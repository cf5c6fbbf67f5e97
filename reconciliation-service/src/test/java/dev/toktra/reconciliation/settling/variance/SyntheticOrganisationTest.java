package dev.toktra.reconciliation.settling.variance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.reconciliation.ledger.LedgerRig;
import dev.toktra.reconciliation.settling.calibration.Calibrating;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Faults of known size are found again, each as what it is. */
class SyntheticOrganisationTest {

    /** What is left to chance is not for every run to find out. */
    private static final long SEED = 20261122;

    private static final Path PAGE = Path.of(System.getProperty("toktra.root"), "docs", "reconciliation.md");

    @Test
    void causesAreRecoveredFromAnOrganisationWithFaultsOfKnownSize() throws Exception {
        long seed = Long.getLong("toktra.seed", SEED);
        try (LedgerRig rig = new LedgerRig()) {
            SyntheticOrganisation acme = new SyntheticOrganisation(new Random(seed), rig.org());
            acme.send(rig);
            SyntheticProvider provider = new SyntheticProvider(rig, acme.people);
            provider.says(acme.provider);
            provider.says(acme.first);
            provider.settle();
            provider.says(acme.provider);
            provider.settle();
            Calibrating.compare(rig.org(), "openai", SyntheticOrganisation.FIRST.plusSeconds(86_400L * 12));
            provider.settle();
            if (seed == SEED) {
                assertThat(Files.readString(PAGE)).contains(hourOnThePage(rig));
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

    /** The causes of one real hour. */
    private static List<String> hourOnThePage(LedgerRig rig) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (var statement = rig.connection().createStatement();
                ResultSet row = statement.executeQuery("select cause, input from cell_cause where org_id = '"
                        + rig.org() + "' and hour = '2026-11-10 13:00Z' and model = 'gpt-5.5' and input <> 0")) {
            while (row.next()) {
                lines.add(String.format(Locale.ROOT, "| `%s` | %,d |", row.getString(1), row.getLong(2)));
            }
        }
        assertThat(lines).hasSizeGreaterThan(5);
        return lines;
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
