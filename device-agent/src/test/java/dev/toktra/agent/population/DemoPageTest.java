package dev.toktra.agent.population;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The tables of the page on the demo organisation are what is played. */
class DemoPageTest {

    private static final Population POPULATION = Population.of(42, 100, LocalDate.of(2026, 11, 22));

    @Test
    void everyStyleIsOnThePageWithItsNumbers() {
        List<String> wanted = Arrays.stream(WorkStyle.values())
                .filter(style -> style != WorkStyle.AUTOMATION)
                .map(DemoPageTest::row)
                .toList();
        assertThat(rows("## Habits", 8)).isEqualTo(wanted);
    }

    private static String row(WorkStyle style) {
        WorkStyle.Traits traits = style.traits();
        return String.format(
                Locale.ROOT,
                "%s|%.0f|%s|%.2f|%.3f|%.2f|%s|%.2f",
                word(style),
                style.share(),
                style.appetite(),
                traits.cacheReuse(),
                traits.failures(),
                traits.outcomes(),
                traits.taste(),
                traits.trifles());
    }

    @Test
    void everyFateIsOnThePageWithItsShare() {
        List<Fate> deck = Fate.deck(Dice.of(1, "any"));
        List<String> wanted = Arrays.stream(Fate.values())
                .map(fate -> word(fate) + "|"
                        + deck.stream().filter(one -> one == fate).count())
                .toList();
        assertThat(rows("## What happens to people", 2)).isEqualTo(wanted);
        assertThat(deck).hasSize(100);
    }

    @Test
    void peopleToLookAtAreWhereThePageSays() {
        List<String> played = POPULATION.people().stream()
                .map(person -> person.name() + "|" + department(person) + "|" + style(person) + "|" + fate(person))
                .toList();
        assertThat(rows("## People to look at", 4))
                .hasSizeGreaterThan(10)
                .allSatisfy(row -> assertThat(played).contains(row));
    }

    private static String department(Person person) {
        return POPULATION.departments().stream()
                .filter(one -> one.unitId().equals(person.departmentId()))
                .findFirst()
                .orElseThrow()
                .name();
    }

    private static String style(Person person) {
        return word(seat(person).habits().style());
    }

    private static Seat seat(Person person) {
        return POPULATION.seats().stream()
                .filter(seat -> person.userId().equals(seat.device().ownerId()))
                .findFirst()
                .orElseThrow();
    }

    private static String fate(Person person) {
        List<Fate> deck = Fate.deck(Dice.of(42, "fates"));
        return word(deck.get(POPULATION.people().indexOf(person)));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The first cells of the rows of the table below a heading. */
    private static List<String> rows(String heading, int cells) {
        String page = page();
        String table = page.substring(page.indexOf(heading) + heading.length());
        int end = table.indexOf("\n## ");
        return (end < 0 ? table : table.substring(0, end))
                .lines()
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .map(line -> List.of(line.substring(1).split("\\|")).subList(0, cells))
                .map(row -> String.join("|", row.stream().map(String::strip).toList()))
                .toList();
    }

    private static String page() {
        try {
            return Files.readString(Path.of("..", "docs", "reference", "demo-organisation.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
