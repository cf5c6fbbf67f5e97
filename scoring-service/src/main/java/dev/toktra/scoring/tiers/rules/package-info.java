/** How scores become tiers and tiers become models, as plain rules. */
@NullMarked
package dev.toktra.scoring.tiers.rules;

import org.jspecify.annotations.NullMarked;
