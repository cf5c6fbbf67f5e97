/**
 * Daily facts for the other services: what each person used on each day, recomputed for days that are marked and
 * published as state. Usage is resolved to people here, by the dated mappings of the day, so that mapping an account
 * later moves its past days downstream too.
 */
@NullMarked
package dev.toktra.reconciliation.usage.facts;

import org.jspecify.annotations.NullMarked;
