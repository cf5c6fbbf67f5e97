package dev.toktra.ingest.queue;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How Kafka is waited for. */
@ConfigMapping(prefix = "toktra.queue")
public interface QueueConfig {

    /** How long an answer may wait for Kafka's; with it no answer takes longer than 3 s. */
    @WithDefault("2500ms")
    Duration answerTimeout();

    /** Batches on their way to Kafka at once: a second of full load and more. */
    @WithDefault("1000")
    int mostBatches();

    /** Bytes on their way at once: below the client's buffer.memory, so that it never blocks for room. */
    @WithDefault("24M")
    MemorySize mostBytes();

    /** Batches on their way at once after a failure, until Kafka acknowledges again. */
    @WithDefault("4")
    int mostWhileDoubtful();

    /** The largest record: the topic takes 4 MiB, compressed or not. */
    @WithDefault("3M")
    MemorySize mostRecordBytes();

    /** How long Kafka may be away before the service is reported as not ready. */
    @WithDefault("10s")
    Duration unreadyAfter();
}
