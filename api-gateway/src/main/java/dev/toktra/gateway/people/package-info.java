/** People, with the dated memberships and aliases that decide whose and which department's the usage of a day is. */
@NullMarked
package dev.toktra.gateway.people;

import org.jspecify.annotations.NullMarked;
