/** The suite behind {@code ./toktra}: start order, ports, environment, readiness, state, words. */
@NullMarked
package dev.toktra.devstack.suite;

import org.jspecify.annotations.NullMarked;
