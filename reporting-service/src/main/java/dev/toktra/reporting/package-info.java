/**
 * The reporting service: reports by mail, each exactly once and never missed in silence. Today it has its schema, its
 * health and its guard against callers without a token; it reads nothing and sends nothing yet. What it will report it
 * keeps itself, read from the topics, so that a report never waits for another service.
 */
@NullMarked
package dev.toktra.reporting;

import org.jspecify.annotations.NullMarked;
