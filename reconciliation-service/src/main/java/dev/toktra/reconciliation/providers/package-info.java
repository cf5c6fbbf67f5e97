/**
 * What the providers say was used: one client per provider behind {@link ProviderUsageClient}, in a package of its own
 * below. A read of a window gives every page merged by key, or nothing and the reason; the records here and what is
 * decided about them are plain Java.
 */
@NullMarked
package dev.toktra.reconciliation.providers;

import org.jspecify.annotations.NullMarked;
