/** What each person used on each day, copied from {@code reconciliation.daily-usage.v1} into typed columns. */
@NullMarked
package dev.toktra.scoring.facts;

import org.jspecify.annotations.NullMarked;
