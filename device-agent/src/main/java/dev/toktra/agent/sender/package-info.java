/**
 * Delivery: one batch at a time per stream over mutual TLS, sent again with the same numbers and bytes until ingest
 * answers that it has them. A refused batch is halved, a refused event given up by name; the queue never blocks.
 */
@NullMarked
package dev.toktra.agent.sender;

import org.jspecify.annotations.NullMarked;
