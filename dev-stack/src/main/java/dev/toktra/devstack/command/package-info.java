/** The commands behind {@code ./toktra}. */
@NullMarked
package dev.toktra.devstack.command;

import org.jspecify.annotations.NullMarked;
