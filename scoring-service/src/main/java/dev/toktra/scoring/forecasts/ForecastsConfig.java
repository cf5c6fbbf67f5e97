package dev.toktra.scoring.forecasts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Period;

/** What an operator may set about forecasts. */
@ConfigMapping(prefix = "toktra.forecasts")
interface ForecastsConfig {

    /** How long nights are kept: a forecast of 90 days is compared with what happened a quarter later. */
    @WithDefault("P100D")
    Period keep();
}
