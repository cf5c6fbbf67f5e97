package dev.toktra.scoring.forecasts;

import dev.toktra.scoring.nights.Night;
import dev.toktra.scoring.nights.NightPart;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Makes the forecasts of each night. */
@ApplicationScoped
class ForecastJob implements NightPart {

    private final ForecastsConfig config;

    ForecastJob(ForecastsConfig config) {
        this.config = config;
    }

    @Override
    public String name() {
        return "forecasts";
    }

    @Override
    public int place() {
        return 50;
    }

    @Override
    public int compute(Connection connection, Night night) throws SQLException {
        ForecastInputStore input = new ForecastInputStore(connection, night);
        List<Outlook> outlooks = Outlooks.of(input.histories(), input.people());
        new ForecastStore(connection, night).replace(outlooks, night.day().minus(config.keep()));
        return outlooks.size();
    }
}
