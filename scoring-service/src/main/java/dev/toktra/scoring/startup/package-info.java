/** What the service has before it does anything. */
@NullMarked
package dev.toktra.scoring.startup;

import org.jspecify.annotations.NullMarked;
