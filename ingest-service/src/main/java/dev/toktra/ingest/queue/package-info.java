/** The way to Kafka: its settings are checked before the start, its topics before the first record, and its answer is waited for. */
@NullMarked
package dev.toktra.ingest.queue;

import org.jspecify.annotations.NullMarked;
