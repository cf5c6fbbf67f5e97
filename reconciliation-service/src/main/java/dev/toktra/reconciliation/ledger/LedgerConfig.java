package dev.toktra.reconciliation.ledger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the ledger counts. */
@ConfigMapping(prefix = "toktra.ledger")
public interface LedgerConfig {

    /** How long records may wait for company: with it an event is queryable well within a second. */
    @WithDefault("200ms")
    Duration flushAfter();

    /** How many events are written at once: 10,000 to 50,000 a transaction are fastest. */
    @WithDefault("50000")
    int flushEvents();

    /** How many separate ranges of numbers a stream may have before more of it is refused. */
    @WithDefault("10000")
    int maxRanges();

    /** Days that the identity of a call is remembered: one more than ingest accepts such events for. */
    @WithDefault("36")
    int identityDays();

    /** Refusals of ours that a partition may quarantine within {@link #stormWindow}. */
    @WithDefault("100")
    int stormLimit();

    /** From how many streams refusals must come to be a storm: one bad sender is none. */
    @WithDefault("10")
    int stormStreams();

    @WithDefault("10m")
    Duration stormWindow();

    /** How long the directory may take to publish an organisation whose events are already here, once. */
    @WithDefault("30s")
    Duration organisationPatience();

    /** The longest pause between attempts while the database is away. */
    @WithDefault("5s")
    Duration retryAtMost();

    /** How long a session may stand still inside a transaction, or keep others waiting, before it is ended. */
    @WithDefault("15s")
    Duration frozenAfter();

    /** How long the database may take to answer one statement before its connection is given up: the largest takes seconds. */
    @WithDefault("60s")
    Duration answerWithin();

    /** How often a partition that stands still for a gap asks whether it was accepted. */
    @WithDefault("2s")
    Duration gapCheck();
}
