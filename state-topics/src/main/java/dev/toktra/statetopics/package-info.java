/**
 * Rows as versioned state on a compacted topic, and back. A publisher sends whatever a table holds that is newer than
 * what it has published, and notices when its database was restored; a reader keeps its position in the transaction of
 * what it read, and the highest version of each key wins. {@link dev.toktra.statetopics.StateTopics} makes them all.
 */
@NullMarked
package dev.toktra.statetopics;

import org.jspecify.annotations.NullMarked;
