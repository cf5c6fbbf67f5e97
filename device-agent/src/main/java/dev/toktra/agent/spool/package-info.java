/**
 * The crash-safe memory of a device: an event that was acknowledged to the application is there after any kill, under
 * the same number, until it is settled or named by a tombstone. Segments are append-only; nothing is acknowledged before
 * it is forced to the disk; a torn tail is cut at the last whole frame.
 */
@NullMarked
package dev.toktra.agent.spool;

import org.jspecify.annotations.NullMarked;
