package dev.toktra.reconciliation.ledger;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
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
        try (topic;
                writer) {
            awaitDirectory();
            while (!closing) {
                UUID id = awaitTopic();
                if (id != null) {
                    pollAndCount(id);
                }
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

    /** The topic that has the name now; null when the loop is closed before there is one. */
    private @Nullable UUID awaitTopic() throws Exception {
        while (!closing) {
            if (rest.isOn(System.nanoTime())) {
                LockSupport.parkNanos(LONGEST_POLL.toNanos());
                continue;
            }
            try {
                UUID id = topic.id();
                rest.end();
                LOG.infof("The ledger counts what is on topic %s, whose id is %s", topic.name(), id);
                return id;
            } catch (KafkaException e) {
                retryOrThrow(e);
            }
        }
        return null;
    }

    /** Counts what is on one topic until the loop is closed or the topic's name leads to another one, or to none. */
    private void pollAndCount(UUID id) throws Exception {
        try (Consumer<String, Decoded> consumer = topic.consumer()) {
            polling = consumer;
            Tracks tracks = new Tracks(id, consumer, conditions.clock());
            consumer.subscribe(List.of(topic.name()), tracks);
            boolean same = true;
            while (!closing && same) {
                same = turn(consumer, tracks);
            }
        } catch (WakeupException e) {
            if (!closing) {
                throw e;
            }
        } finally {
            polling = null;
        }
    }

    /** Whether to go on with the same topic. */
    private boolean turn(Consumer<String, Decoded> consumer, Tracks tracks) throws Exception {
        boolean resting = rest.isOn(System.nanoTime());
        try {
            if (!resting) {
                boolean due = isDue();
                if (due && isAnother(tracks)) {
                    return false;
                }
                tracks.position(writer.session().connection(), due);
            }
            tracks.pause(resting || isFull(tracks));
            tracks.add(consumer.poll(resting ? LONGEST_POLL : patience(tracks)), System.nanoTime());
            if (!resting && !write(tracks)) {
                return false;
            }
            report(tracks);
        } catch (OffsetOutOfRangeException e) {
            tracks.lostPlace(e.partitions());
        } catch (Exception e) {
            retryOrThrow(e);
            return !BatchTopic.isMissing(e);
        }
        return true;
    }

    /** While Kafka does not answer nothing new comes either, and before anything is counted it is asked again. */
    private boolean isAnother(Tracks tracks) {
        try {
            return !isStill(tracks);
        } catch (KafkaException e) {
            if (BatchTopic.isMissing(e) || !BatchTopic.isTransient(e)) {
                throw e;
            }
            return false;
        }
    }

    /**
     * Whether the topic is the one whose records these are. An id never comes back: what was polled before this was asked
     * is of the same topic then. Otherwise records of a topic made anew could be taken for the next of the old one.
     */
    private boolean isStill(Tracks tracks) {
        UUID now = topic.id();
        if (now.equals(tracks.topicId())) {
            return true;
        }
        LOG.errorf(
                "Topic %s was deleted and made again: the ledger goes on at its beginning. What was not counted of the"
                        + " old topic (id %s) is lost; its streams show those numbers as outstanding until devices send"
                        + " them again.",
                topic.name(), tracks.topicId());
        return false;
    }

    /** Counts what is due; whether to go on with the same topic. */
    private boolean write(Tracks tracks) throws Exception {
        long now = System.nanoTime();
        boolean full = isFull(tracks);
        List<Track> due = tracks.all().stream()
                .filter(track -> track.isWaiting() && (full || age(track, now) >= flushAfter()))
                .toList();
        if (!due.isEmpty() && !isStill(tracks)) {
            return false;
        }
        for (Track track : due) {
            writer.write(track);
        }
        rest.end();
        status.become(LedgerStatus.Loop.COUNTING, "");
        return true;
    }

    private void retryOrThrow(Exception failure) throws Exception {
        boolean again = failure instanceof SQLException
                ? FailureKind.of(failure) == FailureKind.TRANSIENT
                : BatchTopic.isTransient(failure);
        if (!again) {
            throw failure;
        }
        rest.begin(System.nanoTime());
        if (BatchTopic.isMissing(failure)) {
            missTopic();
        } else {
            LOG.warnf("The ledger tries again: %s", failure.toString());
            writer.discard();
            status.become(LedgerStatus.Loop.RETRYING, String.valueOf(failure.getMessage()));
        }
    }

    private void missTopic() {
        String why = "topic " + topic.name() + " does not exist";
        if (status.now().loop() != LedgerStatus.Loop.WAITING_FOR_TOPIC) {
            LOG.errorf("Nothing is counted: %s. The ledger goes on when it is made.", why);
        }
        status.become(LedgerStatus.Loop.WAITING_FOR_TOPIC, why);
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
