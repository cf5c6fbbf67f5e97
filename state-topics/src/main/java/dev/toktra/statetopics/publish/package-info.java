/** From a table to its topic: the sweep, its markers, tombstones, and what follows a restore. */
@NullMarked
package dev.toktra.statetopics.publish;

import org.jspecify.annotations.NullMarked;
