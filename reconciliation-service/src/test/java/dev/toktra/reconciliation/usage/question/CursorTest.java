package dev.toktra.reconciliation.usage.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toktra.reconciliation.asking.view.DateRange;
import dev.toktra.reconciliation.asking.view.UsageFilter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private static final UsageFilter ALL = new UsageFilter(null, null, null, null, null);
    private static final Question QUESTION = new Question(Period.DAILY, List.of(Dimension.MODEL), Source.BEST, ALL);
    private static final DateRange RANGE = new DateRange(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 31));

    private static Question question(Period period, Source source, String model) {
        UsageFilter filter = new UsageFilter(null, model, null, null, null);
        return new Question(period, QUESTION.dimensions(), source, filter);
    }

    @Test
    void aPositionComesBackAsItWas() {
        for (Position position : List.of(
                new Position(LocalDate.of(2026, 1, 5), null, List.of()),
                new Position(
                        LocalDate.of(1970, 1, 1),
                        Instant.parse("2026-01-05T23:00:00Z"),
                        List.of("a", "", "Ünï\u0001")))) {
            Cursor cursor = Cursor.parse(Cursor.after(position, QUESTION, RANGE));
            assertThat(cursor.position()).isEqualTo(position);
            assertThat(cursor.range()).isEqualTo(RANGE);
            assertThat(cursor.continues(QUESTION)).isTrue();
        }
    }

    @Test
    void itContinuesNoOtherQuestion() {
        Cursor cursor = Cursor.parse(Cursor.after(
                new Position(RANGE.start(), null, List.of("m")), question(Period.DAILY, Source.BEST, "m"), RANGE));
        assertThat(cursor.continues(question(Period.DAILY, Source.BEST, "m"))).isTrue();
        assertThat(cursor.continues(question(Period.WEEKLY, Source.BEST, "m"))).isFalse();
        assertThat(cursor.continues(question(Period.DAILY, Source.ESTIMATED, "m")))
                .isFalse();
        assertThat(cursor.continues(question(Period.DAILY, Source.BEST, "n"))).isFalse();
        assertThat(cursor.continues(QUESTION)).isFalse();
    }

    @Test
    void everyChangedCharacterIsNoticed() {
        String text = Cursor.after(new Position(RANGE.start(), null, List.of("gpt-4o")), QUESTION, RANGE);
        for (int i = 0; i < text.length(); i++) {
            char other = text.charAt(i) == 'A' ? 'Q' : 'A';
            String changed = text.substring(0, i) + other + text.substring(i + 1);
            assertThat(isGood(changed)).as(changed).isFalse();
        }
    }

    @Test
    void noiseIsNoCursor() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            byte[] noise = new byte[random.nextInt(80)];
            random.nextBytes(noise);
            String text = java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(noise);
            assertThat(isGood(text)).isFalse();
        }
    }

    private static boolean isGood(String text) {
        try {
            return Cursor.parse(text).continues(QUESTION);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "not base64!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void whatIsNoCursorIsRefused(String text) {
        assertThatThrownBy(() -> Cursor.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
