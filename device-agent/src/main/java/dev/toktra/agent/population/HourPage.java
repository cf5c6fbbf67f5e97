package dev.toktra.agent.population;

import dev.toktra.agent.event.UsageEvent;
import dev.toktra.agent.population.ProviderFigure.Payer;
import dev.toktra.agent.population.ProviderHour.Cause;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A provider's hour while calls are being added to it. */
final class HourPage {

    private final Map<Payer, Billed> figures = new LinkedHashMap<>();
    private final Map<Reason, Cause> causes = new LinkedHashMap<>();

    private record Reason(String cause, @Nullable String model) {}

    /** A call that a device saw, and what the provider counts of it. */
    void add(UsageEvent event, Payer payer, Billed billed) {
        Billed seen = Metering.seen(event);
        String model = payer.model();
        if (event.failed()) {
            because("failed_calls", model, Billed.NONE, seen);
            return;
        }
        count(payer, billed);
        if (event.called().model() == null) {
            because("token_category", model, seen, Billed.NONE);
            because("token_category", null, Billed.NONE, seen);
        }
        because("estimator_bias", model, billed, seen);
    }

    /** Use that no device saw. */
    void add(ProviderFigure unseen) {
        count(unseen.payer(), unseen.billed());
        because("coverage_gap", unseen.payer().model(), unseen.billed(), Billed.NONE);
    }

    List<ProviderFigure> figures() {
        return figures.entrySet().stream()
                .map(entry -> new ProviderFigure(entry.getKey(), entry.getValue()))
                .toList();
    }

    List<Cause> causes() {
        return causes.values().stream()
                .filter(cause -> cause.input() != 0 || cause.output() != 0 || cause.requests() != 0)
                .toList();
    }

    private void count(Payer payer, Billed billed) {
        figures.merge(payer, billed, Billed::plus);
    }

    private void because(String cause, @Nullable String model, Billed provider, Billed devices) {
        Cause more = new Cause(
                cause,
                model,
                provider.input() - devices.input(),
                provider.output() - devices.output(),
                provider.requests() - devices.requests());
        causes.merge(
                new Reason(cause, model),
                more,
                (one, other) -> new Cause(
                        cause,
                        model,
                        one.input() + other.input(),
                        one.output() + other.output(),
                        one.requests() + other.requests()));
    }
}
