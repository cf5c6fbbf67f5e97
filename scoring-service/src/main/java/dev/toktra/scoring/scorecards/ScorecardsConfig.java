package dev.toktra.scoring.scorecards;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Period;

/** How scorecards are kept. */
@ConfigMapping(prefix = "toktra.scorecards")
interface ScorecardsConfig {

    /** How long: 13 months, so that a month can be compared with the same one of the year before. */
    @WithDefault("P13M")
    Period keep();
}
