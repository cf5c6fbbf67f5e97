/** {@code POST /v1/events}: what devices send, answered event by event. */
@NullMarked
package dev.toktra.ingest.events;

import org.jspecify.annotations.NullMarked;
