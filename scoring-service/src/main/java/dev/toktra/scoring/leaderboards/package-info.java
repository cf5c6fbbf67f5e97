/** Who uses AI well, as a ranking: by name, or in weekly snapshots that tell of groups but never of one person. */
@NullMarked
package dev.toktra.scoring.leaderboards;

import org.jspecify.annotations.NullMarked;
