package dev.toktra.scoring.scorecards;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is added up for one card. */
final class CardSum {

    private static final String UNKNOWN = "unknown";

    private final long[] weeks = new long[Weeks.COUNT];
    private final Shares models = new Shares();
    private final Shares providers = new Shares();
    private final Map<Scored.Night, List<Double>> scores = new EnumMap<>(Scored.Night.class);
    private long recent;
    private long settled;
    private int eligible;
    private int active7;
    private int active30;
    private int active90;

    /** A person who is meant to use AI tools. */
    void eligible(Weeks window, @Nullable LocalDate lastDay) {
        eligible++;
        active7 += window.within(lastDay, 7) ? 1 : 0;
        active30 += window.within(lastDay, Weeks.RECENT_DAYS) ? 1 : 0;
        active90 += window.within(lastDay, 90) ? 1 : 0;
    }

    void used(Usage usage) {
        for (int week = 0; week < weeks.length; week++) {
            weeks[week] += usage.weeks().get(week);
        }
        recent += usage.recent();
        settled += usage.settled();
        providers.add(usage.provider(), usage.recent());
        if (!usage.model().equals(UNKNOWN)) {
            models.add(usage.model(), usage.recent());
        }
    }

    void scored(Scored scored) {
        scores.computeIfAbsent(scored.night(), night -> new ArrayList<>()).add(scored.score());
    }

    Card.Adoption adoption() {
        return new Card.Adoption(eligible, active7, active30, active90);
    }

    Card.Tokens tokens(Weeks window) {
        List<@Nullable Long> known = window.known(weeks);
        return new Card.Tokens(
                known, Trend.of(known), recent, recent == 0 ? null : (Double) ((double) settled / recent));
    }

    Card.Models models() {
        return new Card.Models(models.distinct(), models.effective(), providers.shares());
    }

    Card.Efficiency efficiency() {
        Double now = median(Scored.Night.NOW);
        return new Card.Efficiency(
                scores.getOrDefault(Scored.Night.NOW, List.of()).size(),
                now,
                change(now, median(Scored.Night.DAYS_30)),
                change(now, median(Scored.Night.DAYS_90)));
    }

    private static @Nullable Double change(@Nullable Double now, @Nullable Double before) {
        return now == null || before == null ? null : (Double) (now - before);
    }

    private @Nullable Double median(Scored.Night night) {
        List<Double> sorted = new ArrayList<>(scores.getOrDefault(night, List.of()));
        Collections.sort(sorted);
        int count = sorted.size();
        return count == 0 ? null : (Double) ((sorted.get((count - 1) / 2) + sorted.get(count / 2)) / 2);
    }
}
