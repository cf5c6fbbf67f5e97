/**
 * A demo organisation from one seed: who works there, with which habits, devices and accounts, and what each device saw
 * on any day. The same seed and day tell the same story on every machine, so that a history can be told again after a
 * kill, number by number.
 */
@NullMarked
package dev.toktra.agent.population;

import org.jspecify.annotations.NullMarked;
