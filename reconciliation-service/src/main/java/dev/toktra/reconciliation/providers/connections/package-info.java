/** Where providers are asked for their figures, and as whom: what administrators set, and secrets nobody reads back. */
@NullMarked
package dev.toktra.reconciliation.providers.connections;

import org.jspecify.annotations.NullMarked;
