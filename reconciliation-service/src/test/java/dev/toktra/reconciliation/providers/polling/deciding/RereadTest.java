package dev.toktra.reconciliation.providers.polling.deciding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.reconciliation.providers.polling.deciding.Stored.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RereadTest {

    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final Map<UUID, Stored> store = new HashMap<>();

    private static Figure figure(String name, Instant bucket, long value) {
        return new Figure("c", bucket, Map.of("model", name), Map.of("input", Long.toString(value)));
    }

    private List<Change> read(Instant began, boolean whole, Figure... figures) {
        List<Change> changes = new Reread(began, whole, HOUR, HOUR).changes(store.values(), List.of(figures));
        changes.forEach(change -> apply(store, change, began));
        return changes;
    }

    static void apply(Map<UUID, Stored> store, Change change, Instant at) {
        if (change instanceof Change.Miss miss) {
            Stored old = miss.stored();
            store.put(old.key(), new Stored(old.key(), old.bucket(), old.valueHash(), State.RETRACTION_PENDING, at));
        } else if (change instanceof Change.Retract gone) {
            Stored old = gone.stored();
            store.put(
                    old.key(),
                    new Stored(old.key(), old.bucket(), old.valueHash(), State.RETRACTED, old.missingSince()));
        } else {
            Figure figure = figure(change);
            store.put(figure.key(), new Stored(figure.key(), figure.bucket(), figure.valueHash(), State.KNOWN, null));
        }
    }

    private static Figure figure(Change change) {
        if (change instanceof Change.Insert insert) {
            return insert.figure();
        }
        return change instanceof Change.Restate restate ? restate.figure() : ((Change.Return) change).figure();
    }

    private State state(Figure figure) {
        return Objects.requireNonNull(store.get(figure.key())).state();
    }

    @Test
    void newFigureIsInsertedTheSameLeftAloneAndAnotherRestated() {
        Figure ten = figure("a", START, 10);
        assertThat(read(START, true, ten)).containsExactly(new Change.Insert(ten));
        assertThat(read(START.plus(HOUR), true, ten)).isEmpty();
        Figure twelve = figure("a", START, 12);
        assertThat(read(START.plus(HOUR), true, twelve)).containsExactly(new Change.Restate(twelve));
        assertThat(twelve.key()).isEqualTo(ten.key());
    }

    @Test
    void missingRowKeepsItsValueAndIsRetractedByASecondReadAnHourLater() {
        Figure ten = figure("a", START, 10);
        read(START, true, ten);
        Instant first = START.plus(HOUR.multipliedBy(2));
        assertThat(read(first, true)).singleElement().isInstanceOf(Change.Miss.class);
        assertThat(read(first.plus(HOUR).minusMillis(1), true)).isEmpty();
        assertThat(state(ten)).isEqualTo(State.RETRACTION_PENDING);
        assertThat(read(first.plus(HOUR), true)).singleElement().isInstanceOf(Change.Retract.class);
        assertThat(read(first.plus(HOUR.multipliedBy(9)), true)).isEmpty();
    }

    @Test
    void rowThatReappearsIsBack() {
        Figure ten = figure("a", START, 10);
        read(START, true, ten);
        Instant first = START.plus(HOUR.multipliedBy(2));
        read(first, true);
        assertThat(read(first.plus(HOUR), true, ten)).containsExactly(new Change.Return(ten, false));
        read(first.plus(HOUR.multipliedBy(2)), true);
        read(first.plus(HOUR.multipliedBy(3)), true);
        assertThat(state(ten)).isEqualTo(State.RETRACTED);
        assertThat(read(first.plus(HOUR.multipliedBy(4)), true, ten)).containsExactly(new Change.Return(ten, true));
        assertThat(state(ten)).isEqualTo(State.KNOWN);
    }

    @Test
    void openBucketAndDroppedRowsProveNothing() {
        read(START, true, figure("a", START, 10));
        assertThat(read(START.plus(HOUR).minusMillis(1), true)).isEmpty();
        assertThat(read(START.plus(HOUR.multipliedBy(5)), false)).isEmpty();
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    /** Random answers against a model that knows only the sentences of the law, figure by figure. */
    @ParameterizedTest
    @MethodSource("seeds")
    void anyHistoryIsWhatTheLawSays(long seed) {
        Random random = new Random(seed);
        Map<String, Naive> model = new TreeMap<>();
        Instant now = START;
        for (int round = 0; round < 40; round++) {
            now = now.plus(Duration.ofMinutes(random.nextInt(90)));
            boolean whole = random.nextInt(5) > 0;
            List<Figure> answer = new ArrayList<>();
            for (int name = 0; name < 6; name++) {
                Instant bucket = START.plus(HOUR.multipliedBy(name % 3));
                Naive naive = model.computeIfAbsent(name + "", any -> new Naive(bucket));
                Long value = random.nextInt(3) > 0 ? (Long) (long) random.nextInt(3) : null;
                if (value != null) {
                    answer.add(figure(name + "", bucket, value));
                }
                naive.hear(value, now, whole);
            }
            read(now, whole, answer.toArray(Figure[]::new));
            for (int name = 0; name < 6; name++) {
                Naive naive = Objects.requireNonNull(model.get(name + ""));
                Figure figure = figure(name + "", naive.bucket, naive.value == null ? 0 : naive.value);
                Stored stored = store.get(figure.key());
                assertThat(stored == null ? null : stored.state()).isEqualTo(naive.state);
                if (stored != null && stored.state() != State.RETRACTED) {
                    assertThat(stored.valueHash()).isEqualTo(figure.valueHash());
                }
            }
        }
    }

    /** One figure, told in the words of the law. */
    private static final class Naive {

        private final Instant bucket;
        private @Nullable Long value;
        private @Nullable State state;
        private @Nullable Instant missing;

        Naive(Instant bucket) {
            this.bucket = bucket;
        }

        void hear(@Nullable Long said, Instant now, boolean whole) {
            if (said != null) {
                value = said;
                state = State.KNOWN;
                missing = null;
            } else if (state != null && whole && !now.isBefore(bucket.plus(HOUR))) {
                if (missing == null) {
                    missing = now;
                    state = State.RETRACTION_PENDING;
                } else if (Duration.between(missing, now).compareTo(HOUR) >= 0) {
                    state = State.RETRACTED;
                }
            }
        }
    }
}
