/**
 * How every provider is asked: one bounded call with patience, a walk over pages that gives all or fails, rows read one
 * by one and merged by key. What is special to a provider is its {@link Dialect} and its mapper.
 */
@NullMarked
package dev.toktra.reconciliation.providers.http;

import org.jspecify.annotations.NullMarked;
