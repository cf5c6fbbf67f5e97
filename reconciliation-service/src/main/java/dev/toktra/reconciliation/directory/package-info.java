/** The service's copy of people, units and devices, and who an identity is on a day: decided here, once, for everyone. */
@NullMarked
package dev.toktra.reconciliation.directory;

import org.jspecify.annotations.NullMarked;
