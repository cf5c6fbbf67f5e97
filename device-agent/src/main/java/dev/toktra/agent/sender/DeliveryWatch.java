package dev.toktra.agent.sender;

import java.time.Duration;
import java.util.UUID;

/** Is told what happens on the way; calls come from many threads and must return at once. */
public interface DeliveryWatch {

    /** Hears nothing. */
    DeliveryWatch SILENT = new DeliveryWatch() {};

    /** A request failed and is sent again after the wait. */
    default void waits(UUID streamId, Duration wait, String why) {}

    /** Ingest accepted a request with so many events. */
    default void accepted(UUID streamId, int events) {}

    /** An accepted batch was sent once more on purpose. */
    default void sentAgain(UUID streamId, int events) {}

    /** An event was refused for good and given up by name. */
    default void gaveUp(UUID streamId, long seq, Refusal refusal) {}
}
