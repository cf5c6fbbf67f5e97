package dev.toktra.statetopics.read;

import dev.toktra.events.State;
import dev.toktra.statetopics.Environment;
import dev.toktra.statetopics.Failing;
import dev.toktra.statetopics.StatePart;
import dev.toktra.statetopics.read.TopicCursor.Polled;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The states of a topic in memory, read from its beginning at every start on a thread of its own. */
public final class StateCopy<S extends State> implements StatePart {

    private static final Logger LOG = Logger.getLogger(StateCopy.class);
    private static final long PAUSE_SECONDS = 1;

    private final String topic;
    private final Class<S> type;
    private final Map<String, S> states = new ConcurrentHashMap<>();
    private final TopicCursor cursor;
    private final Failing failing;
    private final ReaderMeters meters;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile boolean caughtUp;

    public StateCopy(Environment environment, String topic, Class<S> type) {
        this.topic = topic;
        this.type = type;
        this.cursor = new TopicCursor(environment, environment.kafka().onTheWire(topic));
        this.failing = environment.failing();
        this.meters = new ReaderMeters(environment.meters(), topic);
    }

    /** Starts reading. */
    public StateCopy<S> start() {
        Thread thread = new Thread(this::readUntilClosed, "copy of " + topic);
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    /** The state of a key; empty where there is none or it is deleted. */
    public Optional<S> find(String key) {
        return Optional.ofNullable(states.get(key)).filter(state -> !state.deleted());
    }

    /** All states that are not deleted, as of about now. */
    public Collection<S> all() {
        return states.values().stream().filter(state -> !state.deleted()).toList();
    }

    /** Whether everything has been read that was on the topic when reading began. */
    public boolean caughtUp() {
        return caughtUp;
    }

    @Override
    public String name() {
        return "copy of " + topic;
    }

    @Override
    public Optional<String> complaint() {
        return caughtUp ? failing.complaint() : Optional.of("has not read to the end yet");
    }

    @Override
    public void close() {
        stop.countDown();
        cursor.close();
    }

    private void readUntilClosed() {
        try {
            do {
                readUntilItFails();
            } while (!stop.await(PAUSE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readUntilItFails() {
        try {
            Bounds bounds = cursor.look();
            cursor.seek(bounds.beginnings());
            while (!cursor.isClosed()) {
                progress(bounds);
                Polled polled = cursor.poll();
                Batch<S> batch = Batch.of(polled.messages(), type);
                take(batch);
                cursor.applied(polled.spans());
            }
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void take(Batch<S> batch) {
        batch.buried().forEach(states::remove);
        batch.newest()
                .forEach((key, versioned) -> states.merge(
                        key, versioned.state(), (before, next) -> next.version() > before.version() ? next : before));
        batch.dead().forEach(dead -> {
            meters.deadLetter();
            LOG.warnf("A record of %s is passed over: %s", topic, dead.reason());
        });
    }

    private void progress(Bounds bounds) {
        failing.succeeded();
        meters.lag(cursor.lag());
        if (!caughtUp && cursor.reached(bounds.ends())) {
            caughtUp = true;
            meters.caughtUp();
            LOG.infof("%s is read to its end: %d states.", topic, states.size());
        }
    }

    private void failed(RuntimeException failure) {
        if (cursor.isClosed()) {
            return;
        }
        meters.failed();
        if (failing.failed()) {
            LOG.errorf(failure, "%s is not read; what is known of it stays. Check that Kafka answers.", topic);
        }
    }
}
