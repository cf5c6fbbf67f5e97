package dev.toktra.reconciliation.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PersonTimelineTest {

    private static final LocalDate START = LocalDate.of(2026, 1, 1);
    private static final UUID ADA = new UUID(0, 1);
    private static final UUID BOB = new UUID(0, 2);

    @Test
    void accountWinsOverDeviceOnItsDays() {
        List<PersonSpan> account = List.of(span(ADA, 10, 20));
        List<PersonSpan> device = List.of(span(BOB, 0, null));
        assertThat(PersonTimeline.of(account, device))
                .containsExactly(span(BOB, 0, 10), span(ADA, 10, 20), span(BOB, 20, null));
    }

    @Test
    void ofTwoPeopleWithOneNameTheLaterAssignmentCounts() {
        List<PersonSpan> account = List.of(span(ADA, 0, null), span(BOB, 5, 8));
        assertThat(PersonTimeline.of(account, List.of()))
                .containsExactly(span(ADA, 0, 5), span(BOB, 5, 8), span(ADA, 8, null));
    }

    @Test
    void neighbouringSpansOfOnePersonAreOne() {
        List<PersonSpan> account = List.of(span(ADA, 0, 5), span(ADA, 5, 9));
        assertThat(PersonTimeline.of(account, List.of(span(ADA, 9, null)))).containsExactly(span(ADA, 0, null));
    }

    @Test
    void everyDayHasOnePersonAtMostAndTheRightOne() {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            List<PersonSpan> account = spans(random);
            List<PersonSpan> device = spans(random);
            List<PersonSpan> timeline = PersonTimeline.of(account, device);
            for (int day = 0; day < 40; day++) {
                LocalDate date = START.plusDays(day);
                List<UUID> found = timeline.stream()
                        .filter(span -> span.covers(date))
                        .map(PersonSpan::userId)
                        .toList();
                Optional<UUID> expected = expected(date, account).or(() -> expected(date, device));
                assertThat(found)
                        .as("seed %d, day %d", seed, day)
                        .isEqualTo(expected.stream().toList());
            }
        }
    }

    private static Optional<UUID> expected(LocalDate day, List<PersonSpan> spans) {
        return spans.stream()
                .filter(span -> span.covers(day))
                .sorted(Comparator.comparing(PersonSpan::from)
                        .thenComparing(PersonSpan::userId)
                        .reversed())
                .map(PersonSpan::userId)
                .findFirst();
    }

    private static List<PersonSpan> spans(Random random) {
        List<PersonSpan> spans = new ArrayList<>();
        IntStream.range(0, random.nextInt(4)).forEach(i -> {
            int from = random.nextInt(30);
            Integer until = random.nextBoolean() ? null : from + 1 + random.nextInt(10);
            spans.add(span(new UUID(0, random.nextInt(3)), from, until));
        });
        return spans;
    }

    private static PersonSpan span(UUID user, int from, @Nullable Integer until) {
        return new PersonSpan(user, START.plusDays(from), until == null ? null : START.plusDays(until));
    }
}
