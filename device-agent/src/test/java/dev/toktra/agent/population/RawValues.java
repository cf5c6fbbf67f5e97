package dev.toktra.agent.population;

import dev.toktra.agent.event.Outcome;
import dev.toktra.agent.event.Tokens;
import dev.toktra.agent.event.UsageEvent;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What an efficiency score is made of, for one person, as devices saw it. */
final class RawValues {

    private static final Map<String, ModelOffer> OFFERS = Models.OFFERED.stream()
            .collect(Collectors.toMap(offer -> offer.provider() + " " + offer.model(), Function.identity()));

    private final Set<LocalDate> days = new HashSet<>();
    private long requests;
    private double usd;
    private double wasted;
    private double outcomes;
    private long read;
    private long input;
    private long trifles;
    private long triflesToTheTop;

    /** Cost stands for cost-weighted tokens, which are as many times as many for everybody. */
    void add(UsageEvent event, LocalDate day) {
        double cost = usd(event);
        days.add(day);
        requests++;
        usd += cost;
        wasted += event.failed() || event.retried() ? cost : 0;
        Outcome outcome = event.outcome();
        if (outcome != null) {
            outcomes += outcome.editsAccepted() + outcome.linesAccepted() / 10.0;
            outcomes += 5 * outcome.commits() + 20 * outcome.pullRequests();
        }
        ModelOffer offer =
                OFFERS.get(event.called().provider() + " " + event.called().model());
        if (offer == null) {
            return;
        }
        if (offer.caches() && !event.failed()) {
            read += event.tokens().cacheRead();
            input += event.tokens().input();
        }
        if (event.tokens().input() < 2_000 && event.tokens().output() < 500) {
            trifles++;
            triflesToTheTop += offer.rank() == ModelOffer.Rank.TOP ? 1 : 0;
        }
    }

    static double usd(UsageEvent event) {
        ModelOffer offer =
                OFFERS.get(event.called().provider() + " " + event.called().model());
        if (offer == null) {
            return 0;
        }
        Tokens tokens = event.tokens();
        Price price = offer.price();
        return (tokens.freshInput() * of(price.fresh())
                        + tokens.cacheRead() * of(price.cacheRead())
                        + tokens.cacheWrite() * of(price.cacheWrite5m())
                        + tokens.output() * of(price.output()))
                / 1_000_000;
    }

    private static double of(BigDecimal price) {
        return price.doubleValue();
    }

    long requests() {
        return requests;
    }

    boolean isEnoughForAScore() {
        return days.size() >= 5 && requests >= 50;
    }

    int activeDays() {
        return days.size();
    }

    double usd() {
        return usd;
    }

    /** Outcome units for a dollar. */
    double output() {
        return outcomes / usd;
    }

    double waste() {
        return wasted / usd;
    }

    double cacheReuse() {
        return read / (double) Math.max(1, input);
    }

    /** Share of small requests that went to a top-class model. */
    double misfit() {
        return triflesToTheTop / (double) Math.max(1, trifles);
    }
}
