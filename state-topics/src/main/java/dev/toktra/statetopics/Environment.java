package dev.toktra.statetopics;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/** What every publisher and reader of a service has around it. */
public record Environment(KafkaSettings kafka, StateTopicsConfig config, MeterRegistry meters, Clock clock) {

    /** Watches something that is repeated until it works. */
    public Failing failing() {
        return new Failing(clock, config.unreadyAfter());
    }
}
