/**
 * The scoring service: how well an organisation uses AI, computed from daily facts. Today it keeps its own copy of the
 * daily facts and of the directory, each person-day replaced whole and in step with the position it was read from. It
 * can be emptied and read anew from the topics at any time and then holds the same rows.
 */
@NullMarked
package dev.toktra.scoring;

import org.jspecify.annotations.NullMarked;
