package dev.toktra.devstack.provider.report;

import java.time.Instant;

/** A span of time, its end not included. */
public record Bucket(Instant start, Instant end) {}
