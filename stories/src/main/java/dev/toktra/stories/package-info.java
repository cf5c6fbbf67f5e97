/**
 * The product's promises told as stories, on the packaged services as real processes: what a device sent is what the API
 * answers, whatever is killed, resent or restored in between. Everything here is a test; this package holds no code.
 */
@NullMarked
package dev.toktra.stories;

import org.jspecify.annotations.NullMarked;
