/** What the service has before it does anything. */
@NullMarked
package dev.toktra.export.startup;

import org.jspecify.annotations.NullMarked;
