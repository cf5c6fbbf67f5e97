package dev.toktra.scoring.leaderboards;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.Period;

/** What leaderboards that name nobody keep to. */
@ConfigMapping(prefix = "toktra.leaderboards")
interface LeaderboardsConfig {

    /** How long windows are kept: 13 months, as results are. */
    @WithDefault("P13M")
    Period keep();

    /** Windows that a new one is compared with: scores look back 30 days, so that older windows share no day with it. */
    @WithDefault("5")
    int comparedWindows();

    /** How long names are shown after a privacy officer lifted anonymity: as long as looking into one question takes. */
    @WithDefault("1h")
    Duration lift();
}
