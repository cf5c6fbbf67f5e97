/** Organisations, people with dated memberships and eligibility, departments and teams, copied from the directory's topics. */
@NullMarked
package dev.toktra.scoring.directory;

import org.jspecify.annotations.NullMarked;
