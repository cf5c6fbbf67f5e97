/** Load drivers and measurements of the running product; nothing here is needed to run it. */
@NullMarked
package dev.toktra.benchmarks;

import org.jspecify.annotations.NullMarked;
