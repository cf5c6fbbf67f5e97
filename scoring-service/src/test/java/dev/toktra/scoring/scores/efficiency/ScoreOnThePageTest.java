package dev.toktra.scoring.scores.efficiency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The score that docs/reference/scores.md works out by hand. */
class ScoreOnThePageTest {

    private static final Path PAGE = Path.of(System.getProperty("toktra.root"), "docs/reference/scores.md");
    private static final Pattern PERSON = Pattern.compile("(?m)^\\| (?:Ada|Bob|Cem|Dia)((?: \\| [0-9,]+){8}) \\|$");
    private static final Pattern COMPONENT = Pattern.compile("(?m)^\\| `[a-z_]+`(?: \\| [0-9.]+){5} \\|$");
    private static final List<Measure> MEASURES = List.of(
            Measure.UNITS,
            Measure.TOKENS,
            Measure.WASTED,
            Measure.CACHE_INPUT,
            Measure.CACHE_READ,
            Measure.SMALL_REQUESTS,
            Measure.SMALL_TO_TOP);

    @Test
    void theTableIsWhatIsComputed() throws IOException {
        String page = Files.readString(PAGE);
        List<Person> people = PERSON.matcher(page)
                .results()
                .map(row -> person(row.group(1).split(" \\| ")))
                .toList();
        assertThat(people).hasSize(4);
        Assessment.Result ada = Objects.requireNonNull(new Scoring(Crowd.FORMULA, LocalDate.of(2026, 3, 1))
                .assess(people)
                .get(0)
                .result());
        List<String> told =
                COMPONENT.matcher(page).results().map(MatchResult::group).toList();
        assertThat(ada.parts().stream().map(ScoreOnThePageTest::row)).containsExactlyElementsOf(told);
        assertThat(page).contains("Ada's score is **" + ada.score() + "**.");
    }

    private static String row(Part part) {
        return "| `%s` | %s | %s | %s | %s | %s |"
                .formatted(
                        part.component(),
                        part.value(),
                        part.percentile(),
                        part.shrunk(),
                        part.weight().setScale(2),
                        part.contribution());
    }

    /** The days are alike. */
    private static Person person(String[] cells) {
        int days = number(cells[1]);
        double[] day = new double[Measure.values().length];
        for (int i = 0; i < MEASURES.size(); i++) {
            Crowd.set(day, MEASURES.get(i), (double) number(cells[i + 2]) / days);
        }
        Crowd.set(day, Measure.REQUESTS, 10);
        Crowd.set(day, Measure.REPORTING, day[Measure.TOKENS.ordinal()]);
        Crowd.set(day, Measure.SEEN, day[Measure.TOKENS.ordinal()]);
        List<double[]> all = new ArrayList<>();
        for (int i = 0; i < days; i++) {
            all.add(day);
        }
        return new Person(UUID.randomUUID(), null, null, all);
    }

    private static int number(String cell) {
        return Integer.parseInt(cell.strip().replace(",", ""));
    }
}
