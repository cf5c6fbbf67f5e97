package dev.toktra.reconciliation.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DatedTest {

    private static final LocalDate START = LocalDate.of(2026, 1, 1);

    @Test
    void sameHistoriesDifferOnNoDay() {
        List<Dated<String>> cut = List.of(span("a", 0, 5), span("a", 5, null));
        assertThat(Dated.differing(cut, List.of(span("a", 0, null)))).isEmpty();
    }

    @Test
    void differingDaysGoFromTheFirstToTheLast() {
        List<Dated<String>> before = List.of(span("a", 0, 10), span("b", 10, null));
        List<Dated<String>> after = List.of(span("a", 0, 8), span("b", 8, 20), span("c", 20, 22), span("b", 22, null));
        assertThat(Dated.differing(before, after)).contains(new Dated.Days(START.plusDays(8), START.plusDays(22)));
    }

    @Test
    void anOpenEndStaysOpen() {
        assertThat(Dated.differing(List.of(), List.of(span("a", 3, null))))
                .contains(new Dated.Days(START.plusDays(3), null));
    }

    private static Dated<String> span(String value, int from, @Nullable Integer until) {
        return new Dated<>(value, START.plusDays(from), until == null ? null : START.plusDays(until));
    }
}
