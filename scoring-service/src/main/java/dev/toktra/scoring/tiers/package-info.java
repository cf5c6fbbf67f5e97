/** Model access tiers: who earned which, what administrators say instead, and whether a person may use a model. */
@NullMarked
package dev.toktra.scoring.tiers;

import org.jspecify.annotations.NullMarked;
