package dev.toktra.statetopics;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How state is published and read; the defaults suit every service. */
@ConfigMapping(prefix = "toktra.state-topics")
public interface StateTopicsConfig {

    /** Rows that one step of a sweep sends: few enough for a step to take well under a second. */
    @WithDefault("500")
    int sweepRows();

    /** From the published deletion of a thing to its Kafka tombstone: readers that were away for less learn of it. */
    @WithDefault("P7D")
    Duration tombstoneAfter();

    /** How long Kafka may take to acknowledge a sweep's step before the step fails and is repeated. */
    @WithDefault("PT30S")
    Duration deliveryTimeout();

    /** How often a publisher compares its database with its topic's markers, beside at its start. */
    @WithDefault("PT10M")
    Duration compareEvery();

    /** Records that a reader applies in one transaction, at most. */
    @WithDefault("1000")
    int pollRecords();

    /** How long a reader waits for records before it looks at itself again. */
    @WithDefault("PT0.25S")
    Duration pollWait();

    /** How long publishing or reading may fail before the service is reported as not ready. */
    @WithDefault("PT5M")
    Duration unreadyAfter();

    /** The defaults, for use without a container. */
    static StateTopicsConfig defaults() {
        return new SmallRyeConfigBuilder()
                .withMapping(StateTopicsConfig.class)
                .build()
                .getConfigMapping(StateTopicsConfig.class);
    }
}
