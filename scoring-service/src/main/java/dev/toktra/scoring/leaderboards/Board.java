package dev.toktra.scoring.leaderboards;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a window shows of a group.
 *
 * @param quartiles null of a group that is withheld
 */
record Board(Group group, @Nullable Quartiles quartiles, List<Place> places) {}
