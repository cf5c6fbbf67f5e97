/** From a request's bytes to a sent batch: bounded inflation and one strict pass of a streaming parser that lets only named fields through. */
@NullMarked
package dev.toktra.ingest.wire;

import org.jspecify.annotations.NullMarked;
