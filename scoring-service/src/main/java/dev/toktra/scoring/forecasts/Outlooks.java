package dev.toktra.scoring.forecasts;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks ahead for all subjects of an organisation. */
final class Outlooks {

    private Outlooks() {}

    static List<Outlook> of(Map<Subject, History> histories, Map<Subject, Drivers.Active> people) {
        Iterator<Forecast> forecasts = Forecaster.forecast(histories.values().stream()
                        .filter(History::suffices)
                        .map(History::tokens)
                        .toList())
                .iterator();
        List<Outlook> outlooks = new ArrayList<>();
        histories.forEach((subject, history) -> {
            boolean suffices = history.suffices();
            outlooks.add(new Outlook(
                    subject,
                    history,
                    suffices ? Optional.of(forecasts.next()) : Optional.empty(),
                    suffices ? TrendClass.of(history.tokens()) : Optional.empty(),
                    Drivers.of(history, people.getOrDefault(subject, Drivers.Active.NOBODY))));
        });
        return outlooks;
    }
}
