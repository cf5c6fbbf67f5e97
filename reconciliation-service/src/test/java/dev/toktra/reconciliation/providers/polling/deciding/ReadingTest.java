package dev.toktra.reconciliation.providers.polling.deciding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.reconciliation.providers.Width;
import dev.toktra.reconciliation.providers.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReadingTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final Duration GRACE = Duration.ofHours(24);

    private static Reading reading(String at, String until) {
        return new Reading(Instant.parse("2026-11-" + at + ":00Z"), Instant.parse("2026-11-" + until + ":00Z"));
    }

    @Test
    void aWindowTellsOfItsDaysAsFarAsItReaches() {
        Window window =
                new Window(Instant.parse("2026-11-19T00:00:00Z"), Instant.parse("2026-11-20T11:00:00Z"), Width.HOUR);
        assertThat(Reading.of(window, Instant.parse("2026-11-20T10:20:00Z")))
                .containsExactlyEntriesOf(new TreeMap<>(Map.of(
                        DAY.minusDays(1), reading("20T10:20", "20T00:00"), DAY, reading("20T10:20", "20T11:00"))));
    }

    @Test
    void aDayThatAWindowBeginsInsideIsNotRead() {
        Window window =
                new Window(Instant.parse("2026-11-19T01:00:00Z"), Instant.parse("2026-11-21T00:00:00Z"), Width.HOUR);
        assertThat(Reading.of(window, Instant.parse("2026-11-22T00:00:00Z"))).containsOnlyKeys(DAY);
    }

    @Test
    void anHourIsToldOnceAskedForAndSettledOnceAskedForLateEnough() {
        Reading reading = reading("21T11:00", "20T11:00");
        Instant eleven = Instant.parse("2026-11-20T11:00:00Z");
        assertThat(reading.tells(eleven)).isTrue();
        assertThat(reading.settles(eleven, GRACE)).isTrue();
        assertThat(reading.settles(eleven, GRACE.plusSeconds(1))).isFalse();
        assertThat(reading.tells(eleven.plusSeconds(3600))).isFalse();
        assertThat(reading.settles(eleven.plusSeconds(3600), Duration.ZERO)).isFalse();
    }

    @Test
    void whatIsKnownOfLaterHoursIsNotLostToAReadOfLess() {
        Reading known = reading("20T18:00", "20T19:00");
        assertThat(reading("20T20:00", "20T12:00").after(known)).isEqualTo(known);
        assertThat(reading("20T17:00", "20T19:00").after(known)).isEqualTo(known);
        Reading later = reading("20T20:00", "20T21:00");
        assertThat(later.after(known)).isEqualTo(later);
        assertThat(known.after(null)).isEqualTo(known);
    }

    @Test
    void aDayIsSettledOtherwiseOnlyWhereAnHourBecomesToldOrFinal() {
        Reading ten = reading("20T10:20", "20T11:00");
        assertThat(ten.changes(null, DAY, GRACE)).isTrue();
        assertThat(reading("20T10:40", "20T11:00").changes(ten, DAY, GRACE)).isFalse();
        assertThat(reading("20T11:05", "20T12:00").changes(ten, DAY, GRACE)).isTrue();
        Reading past = reading("21T05:10", "21T00:00");
        assertThat(reading("21T05:50", "21T00:00").changes(past, DAY, GRACE)).isFalse();
        assertThat(reading("21T06:00", "21T00:00").changes(past, DAY, GRACE)).isTrue();
        Reading last = reading("22T00:00", "21T00:00");
        assertThat(reading("25T00:00", "21T00:00").changes(last, DAY, GRACE))
                .as("all of it is final already")
                .isFalse();
    }
}
