/**
 * Everything that Toktra needs from outside, real, on one machine, each part as a process of its own: Kafka, PostgreSQL,
 * mail; and the AI providers, simulated. It starts and watches the whole suite for {@code ./toktra}, and joins every test to one broker and one database.
 * What was stopped or killed, however, starts again with the data that it had acknowledged.
 */
@NullMarked
package dev.toktra.devstack;

import org.jspecify.annotations.NullMarked;
