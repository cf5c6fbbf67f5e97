package dev.toktra.reconciliation.providers.polling.deciding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.reconciliation.providers.Failure;
import dev.toktra.reconciliation.providers.Source;
import dev.toktra.reconciliation.providers.Trouble;
import dev.toktra.reconciliation.providers.Width;
import dev.toktra.reconciliation.providers.Window;
import dev.toktra.reconciliation.providers.polling.deciding.PollRules.Grace;
import dev.toktra.reconciliation.providers.polling.deciding.PollRules.Pace;
import dev.toktra.reconciliation.providers.polling.deciding.PollRules.Reach;
import dev.toktra.reconciliation.providers.polling.deciding.PollRules.Retry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

public class PlanTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:20:00Z");

    public static PollRules rules() {
        return new PollRules(
                new Reach(Duration.ofHours(72), Duration.ofDays(35), Duration.ofDays(90)),
                new Pace(Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofDays(1), Duration.ofHours(6)),
                new Retry(
                        Duration.ofMinutes(1),
                        Duration.ofHours(1),
                        Duration.ofHours(1),
                        Duration.ofHours(6),
                        Duration.ofHours(24)),
                new Grace(
                        Duration.ofHours(24),
                        Duration.ofHours(6),
                        Duration.ofHours(2),
                        Duration.ofHours(2),
                        Duration.ofHours(1)));
    }

    private static Plan plan(Source source, Span span, Map<LocalDate, Width> widths) {
        return new Plan(rules(), source, span, widths, new Random(1));
    }

    private static Plan openai(Span span) {
        return plan(Source.OPENAI_COMPLETIONS, span, Map.of());
    }

    private static Step.Read read(String start, String end, Width width, boolean last) {
        return new Step.Read(new Window(Instant.parse(start), Instant.parse(end), width), last);
    }

    /** All windows of a pass, each read without trouble. */
    private static List<Step.Read> pass(Plan plan, Instant now) {
        List<Step.Read> windows = new ArrayList<>();
        Progress progress = Progress.NEW;
        while (plan.step(progress, now) instanceof Step.Read read) {
            windows.add(read);
            if (read.last()) {
                break;
            }
            progress = plan.complete(progress, read, now, null).progress();
        }
        return windows;
    }

    @Test
    void recentIsWholeDaysFromThreeDaysAgoToTheHourThatRuns() {
        assertThat(openai(Span.RECENT).step(Progress.NEW, NOW))
                .isEqualTo(read("2026-11-19T00:00:00Z", "2026-11-22T11:00:00Z", Width.HOUR, true));
    }

    @Test
    void recentIsReadEveryHourOrQuarterAndSettlesWhatIsOlderThanTheGrace() {
        Step.Read read = (Step.Read) openai(Span.RECENT).step(Progress.NEW, NOW);
        Next next = openai(Span.RECENT).complete(Progress.NEW, read, NOW, null);
        assertThat(next.due()).isEqualTo(NOW.plus(Duration.ofHours(1)));
        assertThat(next.settledThrough()).isEqualTo(Instant.parse("2026-11-21T10:00:00Z"));
        Plan google = plan(Source.VERTEX_TOKENS, Span.RECENT, Map.of());
        Next quick = google.complete(Progress.NEW, read, NOW, Duration.ofMinutes(4));
        assertThat(quick.due()).isEqualTo(NOW.plus(Duration.ofMinutes(15)));
        assertThat(quick.settledThrough()).isEqualTo(Instant.parse("2026-11-22T09:00:00Z"));
    }

    @Test
    void recentGoesBackToTheLastSuccessAfterALongSilence() {
        Progress silent = new Progress(null, null, null, 3, NOW.minus(Duration.ofDays(10)));
        List<Step.Read> windows = new ArrayList<>();
        Step.Read first = (Step.Read) openai(Span.RECENT).step(silent, NOW);
        windows.add(first);
        assertThat(first).isEqualTo(read("2026-11-09T00:00:00Z", "2026-11-16T00:00:00Z", Width.HOUR, false));
        Progress on = openai(Span.RECENT).complete(silent, first, NOW, null).progress();
        assertThat(openai(Span.RECENT).step(on, NOW))
                .isEqualTo(read("2026-11-16T00:00:00Z", "2026-11-22T11:00:00Z", Width.HOUR, true));
    }

    @ParameterizedTest
    @EnumSource(Source.class)
    void recentDeepAndBackfillMeetWithoutGapOrOverlap(Source source) {
        List<Window> recent = windows(pass(plan(source, Span.RECENT, Map.of()), NOW));
        List<Window> deep = windows(pass(plan(source, Span.DEEP, Map.of()), NOW));
        List<Window> back = windows(pass(plan(source, Span.BACKFILL, Map.of()), NOW));
        assertThat(deep.get(0).start()).isEqualTo(Instant.parse("2026-10-18T00:00:00Z"));
        assertThat(deep.get(deep.size() - 1).end()).isEqualTo(recent.get(0).start());
        assertThat(back.get(0).end()).isEqualTo(recent.get(0).start());
        assertThat(back.get(back.size() - 1).start()).isEqualTo(Instant.parse("2026-08-24T00:00:00Z"));
        for (int i = 1; i < deep.size(); i++) {
            assertThat(deep.get(i).start()).isEqualTo(deep.get(i - 1).end());
        }
        for (int i = 1; i < back.size(); i++) {
            assertThat(back.get(i).end()).isEqualTo(back.get(i - 1).start());
        }
        if (source.kind() == Source.Kind.CODING) {
            assertThat(recent).allMatch(window -> window.buckets() == 1);
        }
        if (source.kind() != Source.Kind.TOKENS) {
            assertThat(recent).allMatch(window -> window.width() == Width.DAY);
        }
    }

    private static List<Window> windows(List<Step.Read> steps) {
        return steps.stream().map(Step.Read::window).toList();
    }

    @Test
    void backfillEndsForGood() {
        Plan plan = openai(Span.BACKFILL);
        List<Step.Read> all = pass(plan, NOW);
        Next next = plan.complete(Progress.NEW, all.get(all.size() - 1), NOW, null);
        assertThat(next.due()).isEqualTo(Instant.MAX);
    }

    @Test
    void backfillGoesToTheEarliestThatTheProviderNames() {
        Plan plan = openai(Span.BACKFILL);
        Step.Read read = (Step.Read) plan.step(Progress.NEW, NOW);
        Trouble trouble = new Trouble(Failure.TOO_FAR_BACK, "too far", null, Instant.parse("2026-11-15T12:00:00Z"));
        Next next = plan.failed(Progress.NEW, read, trouble, NOW);
        assertThat(next.mishap()).isFalse();
        assertThat(plan.step(next.progress(), NOW))
                .isEqualTo(read("2026-11-16T00:00:00Z", "2026-11-19T00:00:00Z", Width.HOUR, true));
    }

    @Test
    void backfillFeelsItsWayWhereTheProviderNamesNoEarliest() {
        Plan plan = openai(Span.BACKFILL);
        Instant keptFrom = Instant.parse("2026-11-17T00:00:00Z");
        Progress progress = Progress.NEW;
        List<Window> got = new ArrayList<>();
        for (int i = 0; i < 20 && plan.step(progress, NOW) instanceof Step.Read read; i++) {
            if (read.window().start().isBefore(keptFrom)) {
                progress = plan.failed(progress, read, Trouble.of(Failure.TOO_FAR_BACK, "x"), NOW)
                        .progress();
            } else {
                got.add(read.window());
                progress = plan.complete(progress, read, NOW, null).progress();
            }
        }
        assertThat(got.get(got.size() - 1).start()).isEqualTo(keptFrom);
        assertThat(plan.step(progress, NOW))
                .isInstanceOfSatisfying(
                        Step.Wait.class, wait -> assertThat(wait.until()).isEqualTo(Instant.MAX));
    }

    @Test
    void daysWhoseHoursAreRefusedAreReadByDaysAndNeverMixed() {
        LocalDate hours = LocalDate.of(2026, 11, 20);
        Plan plan = plan(Source.OPENAI_COMPLETIONS, Span.RECENT, Map.of(hours, Width.HOUR));
        Step.Read read = (Step.Read) plan.step(Progress.NEW, NOW);
        Next next = plan.failed(Progress.NEW, read, Trouble.of(Failure.WIDTH_REFUSED, "x"), NOW);
        assertThat(next.daily())
                .containsExactly(LocalDate.of(2026, 11, 19), LocalDate.of(2026, 11, 21), LocalDate.of(2026, 11, 22));
        assertThat(next.due()).isEqualTo(NOW);

        Plan decided = plan(
                Source.OPENAI_COMPLETIONS,
                Span.RECENT,
                Map.of(
                        hours,
                        Width.HOUR,
                        LocalDate.of(2026, 11, 19),
                        Width.DAY,
                        LocalDate.of(2026, 11, 21),
                        Width.DAY,
                        LocalDate.of(2026, 11, 22),
                        Width.DAY));
        assertThat(pass(decided, NOW))
                .containsExactly(
                        read("2026-11-19T00:00:00Z", "2026-11-20T00:00:00Z", Width.DAY, false),
                        read("2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z", Width.HOUR, false),
                        read("2026-11-21T00:00:00Z", "2026-11-23T00:00:00Z", Width.DAY, true));
    }

    @Test
    void dayThatHoldsHoursIsLeftAsItIsWhenHoursAreRefusedLater() {
        Map<LocalDate, Width> all = Map.of(
                LocalDate.of(2026, 11, 19),
                Width.HOUR,
                LocalDate.of(2026, 11, 20),
                Width.HOUR,
                LocalDate.of(2026, 11, 21),
                Width.HOUR,
                LocalDate.of(2026, 11, 22),
                Width.HOUR);
        Plan plan = plan(Source.OPENAI_COMPLETIONS, Span.RECENT, all);
        Step.Read read = (Step.Read) plan.step(Progress.NEW, NOW);
        Next next = plan.failed(Progress.NEW, read, Trouble.of(Failure.WIDTH_REFUSED, "x"), NOW);
        assertThat(next.daily()).isEmpty();
        assertThat(next.mishap()).isTrue();
        assertThat(next.due()).isAfter(NOW);
    }

    @Test
    void retryAfterMovesTheSlotAndRestsTheConnection() {
        Step.Read read = (Step.Read) openai(Span.RECENT).step(Progress.NEW, NOW);
        Trouble trouble = Trouble.of(Failure.RATE_LIMITED, "x").after(Duration.ofSeconds(90));
        Next next = openai(Span.RECENT).failed(Progress.NEW, read, trouble, NOW);
        assertThat(next.due()).isEqualTo(NOW.plusSeconds(90)).isEqualTo(next.restsUntil());
        Next longer = openai(Span.RECENT).failed(Progress.NEW, read, trouble.after(Duration.ofDays(400)), NOW);
        assertThat(longer.due()).isEqualTo(NOW.plus(Duration.ofHours(24)));
        Next now = openai(Span.RECENT).failed(Progress.NEW, read, trouble.after(Duration.ZERO), NOW);
        assertThat(now.due()).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void failuresWaitLongerEachTimeWithinBoundsAndNeverAllAlike() {
        for (Failure failure : List.of(Failure.UNAVAILABLE, Failure.BROKEN_ANSWER, Failure.RATE_LIMITED)) {
            assertWaits(failure, Duration.ofMinutes(1), Duration.ofHours(1));
        }
        for (Failure failure : List.of(Failure.UNAUTHORIZED, Failure.FORBIDDEN, Failure.REFUSED)) {
            assertWaits(failure, Duration.ofHours(1), Duration.ofHours(6));
        }
    }

    private static void assertWaits(Failure failure, Duration first, Duration most) {
        Plan plan = openai(Span.RECENT);
        Progress progress = Progress.NEW;
        Step.Read read = (Step.Read) plan.step(progress, NOW);
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Next next = plan.failed(progress, read, Trouble.of(failure, "x"), NOW);
            waits.add(Duration.between(NOW, next.due()));
            progress = next.progress();
            assertThat(next.mishap()).isTrue();
        }
        assertThat(progress.failures()).isEqualTo(40);
        assertThat(waits.get(0))
                .isBetween(
                        first.multipliedBy(4).dividedBy(5),
                        first.multipliedBy(6).dividedBy(5));
        assertThat(waits)
                .allSatisfy(wait -> assertThat(wait)
                        .isLessThan(most.multipliedBy(6).dividedBy(5).plusMillis(1)));
        assertThat(waits.subList(20, 40))
                .allSatisfy(wait ->
                        assertThat(wait).isGreaterThan(most.multipliedBy(3).dividedBy(4)));
        assertThat(waits.subList(20, 40)).doesNotHaveDuplicates();
    }
}
