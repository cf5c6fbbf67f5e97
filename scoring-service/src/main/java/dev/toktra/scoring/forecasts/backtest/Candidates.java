package dev.toktra.scoring.forecasts.backtest;

import dev.toktra.scoring.forecasts.models.Drift;
import dev.toktra.scoring.forecasts.models.Ets;
import dev.toktra.scoring.forecasts.models.Model;
import dev.toktra.scoring.forecasts.models.ProfiledLevel;
import dev.toktra.scoring.forecasts.models.SeasonalNaive;
import dev.toktra.scoring.forecasts.models.Theta;
import dev.toktra.scoring.forecasts.models.WeekdayMedians;
import java.util.List;

/** The forecasters that compete for every series. */
public final class Candidates {

    /** Where seasonal naive, the yardstick, stands among all. */
    static final int NAIVE = 0;

    public static final List<Model> ALL = List.of(
            new SeasonalNaive(),
            new Ets(false),
            new Ets(true),
            new Theta(),
            new Drift(),
            new WeekdayMedians("weekday_medians", 8),
            new WeekdayMedians("recent_weekday_medians", 3),
            new ProfiledLevel(12));

    private Candidates() {}
}
