package dev.toktra.reconciliation.ledger;

import dev.toktra.reconciliation.ledger.counting.Arrival;
import dev.toktra.reconciliation.ledger.counting.Place;
import dev.toktra.reconciliation.ledger.counting.Portion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One assigned partition: where the ledger stands on it and which records wait to be counted. */
final class Track {

    /** What becomes of a partition. */
    enum State {
        /** Its position must be read first. */
        TO_POSITION,
        COUNTING,
        /** Retention ate records; it asks again whether that was accepted. */
        AT_GAP,
        /** It stands still until the loop is started again. */
        STOPPED
    }

    private final int partition;
    private @Nullable Place place;
    private State state = State.TO_POSITION;
    private String why = "";
    private List<Arrival> waiting = new ArrayList<>();
    private int waitingEvents;
    private long waitingSince;
    private long next;
    private boolean held;

    Track(int partition) {
        this.partition = partition;
    }

    int partition() {
        return partition;
    }

    State state() {
        return state;
    }

    /** Why it stands still. */
    String why() {
        return why;
    }

    long next() {
        return next;
    }

    int waitingEvents() {
        return waitingEvents;
    }

    int waitingRecords() {
        return waiting.size();
    }

    /** Whether no more of it should be fetched. */
    boolean isClosed() {
        return state != State.COUNTING || held;
    }

    boolean isWaiting() {
        return state == State.COUNTING && !waiting.isEmpty();
    }

    /** When the oldest waiting record was taken, by {@link System#nanoTime}. */
    long waitingSince() {
        return waitingSince;
    }

    /** Goes on from a position that was just read. */
    void start(Place where, long position) {
        become(State.COUNTING, "");
        place = where;
        next = position;
    }

    /** Forgets what waits; the position is read again. */
    void restart() {
        become(State.TO_POSITION, "");
    }

    void stop(State standstill, String reason) {
        become(standstill, reason);
    }

    void add(Arrival arrival, long now) {
        if (state != State.COUNTING || arrival.offset() < next) {
            return;
        }
        if (waiting.isEmpty()) {
            waitingSince = now;
        }
        waiting.add(arrival);
        waitingEvents += arrival.events();
    }

    /** All that waits before the first record that must wait longer; null where that is nothing. */
    @Nullable
    Portion ready(Predicate<Arrival> mustWait) {
        int count = 0;
        while (count < waiting.size() && !mustWait.test(waiting.get(count))) {
            count++;
        }
        held = count < waiting.size();
        if (count == 0 || place == null) {
            return null;
        }
        List<Arrival> ready = waiting.subList(0, count);
        return new Portion(place, next, ready.get(count - 1).offset() + 1, ready);
    }

    /** Drops what was counted. */
    void counted(Portion part) {
        int count = part.arrivals().size();
        waiting = new ArrayList<>(waiting.subList(count, waiting.size()));
        waitingEvents = waiting.stream().mapToInt(Arrival::events).sum();
        next = part.end();
    }

    private void become(State newState, String reason) {
        state = newState;
        why = reason;
        waiting = new ArrayList<>();
        waitingEvents = 0;
        held = false;
    }
}
