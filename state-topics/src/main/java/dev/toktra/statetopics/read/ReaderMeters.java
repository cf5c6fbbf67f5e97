package dev.toktra.statetopics.read;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** A reader's figures. */
final class ReaderMeters {

    private final AtomicLong lag = new AtomicLong();
    private final AtomicLong caughtUp = new AtomicLong();
    private final Counter failures;
    private final Counter deadLetters;

    ReaderMeters(MeterRegistry registry, String topic) {
        Gauge.builder("toktra.state.reader.lag", lag, AtomicLong::doubleValue)
                .description("Records on the topic that are not read yet")
                .baseUnit("records")
                .tag("topic", topic)
                .strongReference(true)
                .register(registry);
        Gauge.builder("toktra.state.reader.caught.up", caughtUp, AtomicLong::doubleValue)
                .description("1 once the topic has been read to the end it had at the start")
                .tag("topic", topic)
                .strongReference(true)
                .register(registry);
        this.failures = Counter.builder("toktra.state.reader.failures")
                .description("Times that reading failed and began again")
                .tag("topic", topic)
                .register(registry);
        this.deadLetters = Counter.builder("toktra.state.dead.letters")
                .description("Records that could not be applied and were put aside")
                .tag("topic", topic)
                .register(registry);
    }

    void lag(long records) {
        lag.set(records);
    }

    void caughtUp() {
        caughtUp.set(1);
    }

    void failed() {
        failures.increment();
    }

    void deadLetter() {
        deadLetters.increment();
    }
}
