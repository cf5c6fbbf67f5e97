/** Which address is whose, what it takes to call it, how often, and the way of a request to its service and back. */
@NullMarked
package dev.toktra.gateway.routing;

import org.jspecify.annotations.NullMarked;
