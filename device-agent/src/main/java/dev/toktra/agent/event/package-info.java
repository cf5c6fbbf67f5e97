/** What a device observed, and what stands under a number of a stream. */
@NullMarked
package dev.toktra.agent.event;

import org.jspecify.annotations.NullMarked;
