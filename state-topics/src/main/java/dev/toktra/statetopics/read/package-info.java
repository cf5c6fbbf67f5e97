/** From a topic to a table or a map: reading to the end, highest version wins, nothing unreadable stops it. */
@NullMarked
package dev.toktra.statetopics.read;

import org.jspecify.annotations.NullMarked;
