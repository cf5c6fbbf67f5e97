package dev.toktra.scoring.leaderboards;

import java.util.UUID;

/**
 * A person's place on a leaderboard that names nobody.
 *
 * @param rankFrom the first rank of the band that theirs is in
 * @param scoreFrom the least score of the band that theirs is in
 */
record Place(UUID person, String pseudonym, int rankFrom, int rankTo, int scoreFrom, int scoreTo) {}
