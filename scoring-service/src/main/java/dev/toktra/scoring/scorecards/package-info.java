/** How far people, teams, departments and the organisation have adopted AI tools, night by night. */
@NullMarked
package dev.toktra.scoring.scorecards;

import org.jspecify.annotations.NullMarked;
