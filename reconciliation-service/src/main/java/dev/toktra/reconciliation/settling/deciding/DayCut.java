package dev.toktra.reconciliation.settling.deciding;

import dev.toktra.reconciliation.providers.Counts;
import dev.toktra.reconciliation.settling.sharing.Division;
import dev.toktra.reconciliation.settling.sharing.Part;
import dev.toktra.reconciliation.settling.sharing.Share;
import dev.toktra.reconciliation.settling.sharing.Weights;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts shares of an hour at the organisation's midnight, to the token: in proportion to what devices saw of the same person
 * and program on both sides, else of the model, else of everything, else to the time.
 */
final class DayCut {

    private final List<LocalDays.Part> parts;
    private final Map<Of, Map<LocalDate, Estimate.Amount>> seen = new HashMap<>();

    private record Of(
            @Nullable String model,
            @Nullable String subject,
            @Nullable String application) {

        private static final Of ALL = new Of(null, null, null);
    }

    /**
     * An hour's cut.
     *
     * @param parts of the hour, in order
     * @param estimates of the hour
     */
    DayCut(List<LocalDays.Part> parts, List<Estimate> estimates) {
        this.parts = parts;
        if (parts.size() > 1) {
            estimates.forEach(this::see);
        }
    }

    private void see(Estimate estimate) {
        String model = estimate.cell().model();
        Stream.of(new Of(model, estimate.subject(), estimate.application()), new Of(model, null, null), Of.ALL)
                .forEach(of -> seen.computeIfAbsent(of, none -> new HashMap<>())
                        .merge(estimate.day(), estimate.amount(), Estimate.Amount::plus));
    }

    /** What of a share lies in which day; a day that nothing of it lies in is left out. */
    Map<LocalDate, Counts> of(Share share, String model) {
        if (parts.size() == 1) {
            return Map.of(parts.get(0).day(), share.counts());
        }
        List<Counts> cut = new Division(weights(share, model)).of(share.counts());
        Map<LocalDate, Counts> days = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            if (!Part.isNothing(cut.get(i))) {
                days.put(parts.get(i).day(), cut.get(i));
            }
        }
        return days;
    }

    private List<Weights> weights(Share share, String model) {
        return Stream.of(new Of(model, share.subject(), share.application()), new Of(model, null, null), Of.ALL)
                .map(this::weights)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> parts.stream().map(DayCut::time).toList());
    }

    private Optional<List<Weights>> weights(Of of) {
        Map<LocalDate, Estimate.Amount> days = seen.getOrDefault(of, Map.of());
        List<Weights> weights = parts.stream()
                .map(part -> Objects.requireNonNullElse(days.get(part.day()), Estimate.Amount.NONE)
                        .weights())
                .toList();
        return Division.isPossible(weights) ? Optional.of(weights) : Optional.empty();
    }

    private static Weights time(LocalDays.Part part) {
        long seconds = part.seconds();
        return new Weights(seconds, seconds, seconds, seconds, seconds, seconds);
    }
}
