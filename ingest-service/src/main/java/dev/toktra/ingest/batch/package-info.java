/** What a device sent, the rules it is held to and the record that it becomes: plain decisions, no framework. */
@NullMarked
package dev.toktra.ingest.batch;

import org.jspecify.annotations.NullMarked;
