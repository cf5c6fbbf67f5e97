package dev.toktra.statetopics.read;

/** Offsets of a partition from {@code start} until before {@code end}. */
record Span(int partition, long start, long end) {}
