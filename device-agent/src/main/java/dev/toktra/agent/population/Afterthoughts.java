package dev.toktra.agent.population;

import dev.toktra.agent.population.ProviderHour.Cause;
import dev.toktra.agent.population.ProviderHour.Edition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a provider changes of an hour that it has shown already: now and then a row comes late or is restated. */
final class Afterthoughts {

    private static final double LATE = 0.06;
    private static final double RESTATED = 0.01;
    private static final int FIGURES_TO_BE_LATE = 3;

    private final long seed;

    Afterthoughts(long seed) {
        this.seed = seed;
    }

    /** The page of a provider's hour of which the figures are right and the causes known. */
    ProviderHour of(String provider, Instant hour, List<ProviderFigure> right, List<Cause> causes) {
        Dice dice = Dice.of(seed, "afterthoughts " + provider, hour.getEpochSecond());
        List<ProviderFigure> first = right;
        List<Edition> later = new ArrayList<>();
        List<Cause> all = new ArrayList<>(causes);
        if (right.size() >= FIGURES_TO_BE_LATE && dice.chance(LATE)) {
            first = new ArrayList<>(right);
            first.remove(dice.below(right.size()));
            later.add(new Edition(hour.plus(Duration.ofHours(3L + dice.below(8))), right));
        }
        if (!right.isEmpty() && dice.chance(RESTATED)) {
            List<ProviderFigure> restated = new ArrayList<>(right);
            int place = dice.below(right.size());
            ProviderFigure before = right.get(place);
            ProviderFigure after =
                    new ProviderFigure(before.payer(), before.billed().times(factor(dice)));
            restated.set(place, after);
            Duration wait = dice.chance(0.6) ? Duration.ofHours(30) : Duration.ofDays(4);
            later.add(new Edition(hour.plus(wait), restated));
            all.add(cause(before, after));
        }
        return new ProviderHour(provider, hour, first, later, all);
    }

    private static double factor(Dice dice) {
        return dice.chance(0.5) ? dice.between(1.03, 1.09) : dice.between(0.91, 0.97);
    }

    private static Cause cause(ProviderFigure before, ProviderFigure after) {
        return new Cause(
                "restatement",
                after.payer().model(),
                after.billed().input() - before.billed().input(),
                after.billed().output() - before.billed().output(),
                0);
    }
}
