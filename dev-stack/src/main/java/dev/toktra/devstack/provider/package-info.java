/**
 * Four providers on one port, as strict as the real ones: what was used is kept in a book, shown as each of them would show
 * it at that instant, and disturbed as a script says. What was really used can be asked for, to compare.
 */
@NullMarked
package dev.toktra.devstack.provider;

import org.jspecify.annotations.NullMarked;
