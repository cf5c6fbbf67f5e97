/** Who calls: API keys, and the signed token by which the other services learn of the caller. */
@NullMarked
package dev.toktra.gateway.access;

import org.jspecify.annotations.NullMarked;
