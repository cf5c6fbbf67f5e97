/** The start: settings that are refused, the first organisation of an installation, and what must hold to be ready. */
@NullMarked
package dev.toktra.gateway.startup;

import org.jspecify.annotations.NullMarked;
