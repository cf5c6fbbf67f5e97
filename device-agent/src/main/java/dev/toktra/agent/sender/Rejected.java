package dev.toktra.agent.sender;

/** A single event that ingest refused inside an accepted batch. */
public record Rejected(long seq, String code) {}
