/** What administrators are told of models' names, and the rules that they add. */
@NullMarked
package dev.toktra.reconciliation.settling.naming.models;

import org.jspecify.annotations.NullMarked;
