package dev.toktra.reconciliation.ledger;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Polls and counts, on one thread, until it is closed or meets a fault of ours. */
final class LedgerLoop implements Runnable, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LedgerLoop.class);
    private static final Duration LONGEST_POLL = Duration.ofMillis(100);
    private static final long REPORT_EVERY = Duration.ofSeconds(1).toNanos();

    private final BatchTopic topic;
    private final LedgerWriter writer;
    private final LedgerStatus status;
    private final Conditions conditions;
    private final Rest rest;
    private volatile boolean closing;
    private volatile @Nullable Consumer<String, Decoded> polling;
    private long reportedAt;
    private long askedAt;

    /**
     * @param directoryIsRead whether the copies of the directory have reached what the topics held at the start
     */
    record Conditions(LedgerConfig config, BooleanSupplier directoryIsRead, Clock clock) {}

    LedgerLoop(BatchTopic topic, LedgerWriter writer, LedgerStatus status, Conditions conditions) {
        this.topic = topic;
        this.writer = writer;
        this.status = status;
        this.conditions = conditions;
        this.rest = new Rest(conditions.config().retryAtMost());
    }

    @Override
    public void run() {
        try (writer) {
            awaitDirectory();
            if (!closing) {
                pollAndCount();
            }
            status.become(LedgerStatus.Loop.CLOSED, "");
        } catch (Throwable e) {
            LOG.error("The ledger stops: this is a fault of ours, and going on could count wrongly", e);
            status.become(LedgerStatus.Loop.FAILED, String.valueOf(e.getMessage()));
        }
    }

    /** Ends the loop after the transaction at hand. */
    @Override
    public void close() {
        closing = true;
        Consumer<String, Decoded> consumer = polling;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    private void awaitDirectory() {
        while (!closing && !conditions.directoryIsRead().getAsBoolean()) {
            LockSupport.parkNanos(LONGEST_POLL.toNanos());
        }
    }

    private void pollAndCount() throws Exception {
        try (Consumer<String, Decoded> consumer = topic.consumer()) {
            polling = consumer;
            Tracks tracks = new Tracks(topic, consumer, conditions.clock());
            consumer.subscribe(List.of(topic.name()), tracks);
            while (!closing) {
                turn(consumer, tracks);
            }
        } catch (WakeupException e) {
            if (!closing) {
                throw e;
            }
        } finally {
            polling = null;
        }
    }

    private void turn(Consumer<String, Decoded> consumer, Tracks tracks) throws Exception {
        boolean resting = rest.isOn(System.nanoTime());
        try {
            if (!resting) {
                tracks.position(writer.session().connection(), isDue());
            }
            tracks.pause(resting || isFull(tracks));
            tracks.add(consumer.poll(resting ? LONGEST_POLL : patience(tracks)), System.nanoTime());
            if (!resting) {
                write(tracks);
            }
            report(tracks);
        } catch (OffsetOutOfRangeException e) {
            tracks.lostPlace(e.partitions());
        } catch (Exception e) {
            retryOrThrow(e);
        }
    }

    private void write(Tracks tracks) throws Exception {
        long now = System.nanoTime();
        boolean full = isFull(tracks);
        for (Track track : tracks.all()) {
            if (track.isWaiting() && (full || age(track, now) >= flushAfter())) {
                writer.write(track);
            }
        }
        rest.end();
        status.become(LedgerStatus.Loop.COUNTING, "");
    }

    private void retryOrThrow(Exception failure) throws Exception {
        boolean again = failure instanceof SQLException
                ? FailureKind.of(failure) == FailureKind.TRANSIENT
                : BatchTopic.isTransient(failure);
        if (!again) {
            throw failure;
        }
        LOG.warnf("The ledger tries again: %s", failure.toString());
        writer.discard();
        rest.begin(System.nanoTime());
        status.become(LedgerStatus.Loop.RETRYING, String.valueOf(failure.getMessage()));
    }

    private void report(Tracks tracks) {
        long now = System.nanoTime();
        if (now - reportedAt > REPORT_EVERY) {
            reportedAt = now;
            tracks.report(status);
        }
    }

    private boolean isDue() {
        long now = System.nanoTime();
        if (now - askedAt < conditions.config().gapCheck().toNanos()) {
            return false;
        }
        askedAt = now;
        return true;
    }

    private boolean isFull(Tracks tracks) {
        return tracks.all().stream().mapToInt(Track::waitingEvents).sum()
                >= conditions.config().flushEvents();
    }

    /** How long a poll may take, so that the oldest record that waits is written in time. */
    private Duration patience(Tracks tracks) {
        long now = System.nanoTime();
        long oldest = tracks.all().stream()
                .filter(track -> track.isWaiting() && !track.isClosed())
                .mapToLong(track -> age(track, now))
                .max()
                .orElse(flushAfter() - LONGEST_POLL.toNanos());
        return Duration.ofNanos(Math.max(0, Math.min(LONGEST_POLL.toNanos(), flushAfter() - oldest)));
    }

    private static long age(Track track, long now) {
        return now - track.waitingSince();
    }

    private long flushAfter() {
        return conditions.config().flushAfter().toNanos();
    }
}
