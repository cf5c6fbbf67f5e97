/** What every address of {@code /v1} has in common: pages with cursors, CSV, requests that may be repeated safely. */
@NullMarked
package dev.toktra.gateway.conventions;

import org.jspecify.annotations.NullMarked;
