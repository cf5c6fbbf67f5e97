package dev.toktra.scoring.nights;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;

/** What the nightly computation tells those who watch it. */
@ApplicationScoped
class NightMetrics {

    private final MeterRegistry meters;
    private final AtomicLong waiting = new AtomicLong();
    private final Counter cleaned;

    NightMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.cleaned = Counter.builder("toktra.nights.cleaned")
                .description("Runs and results that were taken away for their age")
                .register(meters);
        Gauge.builder("toktra.nights.failing", waiting, AtomicLong::doubleValue)
                .description("Organisations whose last run failed or rests after a failure")
                .strongReference(true)
                .register(meters);
    }

    /** Work on a part. */
    @FunctionalInterface
    interface Work {

        boolean run() throws SQLException;
    }

    boolean timed(String part, Work work) throws SQLException {
        Timer.Sample sample = Timer.start(meters);
        boolean done = work.run();
        sample.stop(Timer.builder("toktra.nights.part")
                .description("Computing a part of an organisation's night")
                .tag("part", part)
                .register(meters));
        return done;
    }

    void failed(String part) {
        Counter.builder("toktra.nights.failures")
                .description("Parts of nights that could not be computed")
                .tag("part", part)
                .register(meters)
                .increment();
    }

    void cleaned(int rows) {
        cleaned.increment(rows);
    }

    void failing(long organisations) {
        waiting.set(organisations);
    }

    long failing() {
        return waiting.get();
    }
}
