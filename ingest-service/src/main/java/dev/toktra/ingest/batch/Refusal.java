package dev.toktra.ingest.batch;

/**
 * Why an event is not taken.
 *
 * @param detail which field and what about it; never a value that was sent
 */
public record Refusal(RejectionCode code, String detail) {}
