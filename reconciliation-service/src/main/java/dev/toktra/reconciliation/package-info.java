/**
 * The usage ledger and what is known from it. Each event that ingest accepted is counted exactly once, however often and
 * however late it is resent, or is a number of a named kind of loss. Usage is answered by the person who caused it on the
 * day it happened, and nobody sees another organisation's rows.
 */
@NullMarked
package dev.toktra.reconciliation;

import org.jspecify.annotations.NullMarked;
