package dev.toktra.reconciliation.settling.variance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.reconciliation.settling.calibration.Factor;
import dev.toktra.reconciliation.settling.variance.Explained.Tokens;
import dev.toktra.reconciliation.settling.variance.MeasuredDay.Count;
import dev.toktra.reconciliation.settling.variance.MeasuredDay.Estimate;
import dev.toktra.reconciliation.settling.variance.MeasuredDay.Failed;
import dev.toktra.reconciliation.settling.variance.MeasuredDay.Named;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The hour that docs/reconciliation.md works out by hand. */
class ExampleOnThePageTest {

    private static final Path PAGE = Path.of(System.getProperty("toktra.root"), "docs/reconciliation.md");
    private static final Pattern PERSON =
            Pattern.compile("(?m)^\\| (Ada|Bob|Cem|together) \\| ([0-9,]+) \\| ([0-9,]+) \\|");
    private static final Pattern CAUSE = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| (-?[0-9,]+) \\|$");

    private static final CellKey CELL = new CellKey(Instant.parse("2026-03-02T09:00:00Z"), "gpt-5.5");
    private static final Factor FACTOR = new Factor(1.2, 1.18, 1.22, 200);

    private static long number(String text) {
        return Long.parseLong(text.replace(",", ""));
    }

    @Test
    void theTableIsWhatIsComputed() throws IOException {
        String all = Files.readString(PAGE);
        int begin = all.indexOf("## One hour by hand");
        String page = all.substring(begin, all.indexOf("\n## ", begin));
        Map<String, long[]> people = new TreeMap<>();
        for (Matcher row = PERSON.matcher(page); row.find(); ) {
            people.put(row.group(1), new long[] {number(row.group(2)), number(row.group(3))});
        }
        Map<Cause, Tokens> computed = explain(people).causes().getOrDefault(CELL, Map.of());
        Map<String, Long> told = new TreeMap<>();
        for (Matcher row = CAUSE.matcher(page); row.find(); ) {
            told.put(row.group(1), number(row.group(2)));
        }
        assertThat(told).hasSize(6);
        told.forEach((cause, tokens) -> assertThat(
                        computed.getOrDefault(cause(cause), Tokens.NONE).tokens())
                .as(cause)
                .isEqualTo(tokens));
        assertThat(computed.values().stream().mapToLong(Tokens::tokens).sum())
                .isEqualTo(told.values().stream().mapToLong(Long::longValue).sum());
    }

    private static Cause cause(String word) {
        return List.of(Cause.values()).stream()
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElseThrow();
    }

    private static Explained explain(Map<String, long[]> people) {
        long[] together = people.getOrDefault("together", new long[2]);
        return Variance.of(new MeasuredDay(
                List.of(new Count(CELL, together[0], together[1], 82_100L)),
                List.of("Ada", "Bob", "Cem").stream()
                        .map(name -> new Named(CELL, name, people.getOrDefault(name, new long[2])[0]))
                        .toList(),
                List.of(
                        new Estimate(
                                CELL,
                                "Ada",
                                people.getOrDefault("Ada", new long[2])[1],
                                new Failed(2000, 2000, 2000),
                                FACTOR),
                        new Estimate(CELL, "Cem", people.getOrDefault("Cem", new long[2])[1], Failed.NONE, FACTOR)),
                (person, hour) ->
                        person.equals("Bob") ? Hearing.NEVER : person.equals("Cem") ? Hearing.LATE : Hearing.HEARD));
    }
}
