/**
 * Reads what the providers say was used: when, by one replica at a time, and so that a figure is replaced and never
 * added. What is due and what a read means is decided in {@code deciding}; stores only save.
 */
@NullMarked
package dev.toktra.reconciliation.providers.polling;

import org.jspecify.annotations.NullMarked;
