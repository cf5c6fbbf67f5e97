/** What questions about results have in common: who sees what, pages, and lists as CSV. */
@NullMarked
package dev.toktra.scoring.viewing;

import org.jspecify.annotations.NullMarked;
