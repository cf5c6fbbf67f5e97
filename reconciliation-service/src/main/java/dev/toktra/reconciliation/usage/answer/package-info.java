/** What is answered: figures with their names, as members of a JSON object or as lines of CSV. Plain Java. */
@NullMarked
package dev.toktra.reconciliation.usage.answer;

import org.jspecify.annotations.NullMarked;
