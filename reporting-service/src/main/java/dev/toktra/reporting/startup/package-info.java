/** What the service has before it does anything. */
@NullMarked
package dev.toktra.reporting.startup;

import org.jspecify.annotations.NullMarked;
