/**
 * The public entrance: every request to {@code /v1} is authenticated, limited and either answered here or handed, with
 * a signed statement of who calls, to the service that owns the path. It owns the organisations, their departments,
 * teams and people, and tells the other services of them on the directory topics. What a key is not allowed never
 * leaves this process.
 */
@NullMarked
package dev.toktra.gateway;

import org.jspecify.annotations.NullMarked;
