package dev.toktra.statetopics.publish;

import dev.toktra.statetopics.Failing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** A publisher's figures. */
final class PublisherMeters {

    private final AtomicLong waiting = new AtomicLong();
    private final Counter sent;
    private final Counter failures;

    PublisherMeters(MeterRegistry registry, String topic, Failing failing) {
        Gauge.builder("toktra.state.rows.waiting", waiting, AtomicLong::doubleValue)
                .description("Rows whose newest version is not published yet, at the last sweep")
                .tag("topic", topic)
                .strongReference(true)
                .register(registry);
        Gauge.builder("toktra.state.sweep.age", failing, Failing::age)
                .description("Time since the last successful sweep")
                .baseUnit("seconds")
                .tag("topic", topic)
                .strongReference(true)
                .register(registry);
        this.sent = Counter.builder("toktra.state.sent")
                .description("States sent and acknowledged")
                .tag("topic", topic)
                .register(registry);
        this.failures = Counter.builder("toktra.state.sweep.failures")
                .description("Sweeps that failed")
                .tag("topic", topic)
                .register(registry);
    }

    void waiting(long rows) {
        waiting.set(rows);
    }

    void sent(int states) {
        sent.increment(states);
    }

    void failed() {
        failures.increment();
    }
}
