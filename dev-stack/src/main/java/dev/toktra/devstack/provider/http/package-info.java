/** One HTTP door for all providers: routes, faults, and a journal of what was asked. */
@NullMarked
package dev.toktra.devstack.provider.http;

import org.jspecify.annotations.NullMarked;
