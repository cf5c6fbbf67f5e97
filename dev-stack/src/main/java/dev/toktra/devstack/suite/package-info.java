/** The suite as processes: which parts, ports, environment, readiness; started, killed and restarted one by one. */
@NullMarked
package dev.toktra.devstack.suite;

import org.jspecify.annotations.NullMarked;
