package dev.toktra.agent.sender;

/** Why ingest refuses a request for good: its status and its words. */
public record Refusal(int status, String words) {}
