/** What a connection may be, decided in plain Java. */
@NullMarked
package dev.toktra.reconciliation.providers.connections.rules;

import org.jspecify.annotations.NullMarked;
