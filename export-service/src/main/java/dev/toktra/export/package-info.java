/**
 * The export service: usage and reconciliation facts as files, built to be complete or not to appear at all. Today it
 * has its schema, its health and its guard against callers without a token; it reads nothing and offers nothing yet.
 * What it will export it keeps itself, read from the topics, so that an export never loads another service.
 */
@NullMarked
package dev.toktra.export;

import org.jspecify.annotations.NullMarked;
