package dev.toktra.reconciliation.settling.variance;

import dev.toktra.reconciliation.settling.variance.Explained.Excess;
import dev.toktra.reconciliation.settling.variance.Explained.Tokens;
import dev.toktra.reconciliation.settling.variance.MeasuredDay.Count;
import dev.toktra.reconciliation.settling.variance.MeasuredDay.Estimate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Splits provider minus device of every cell of a UTC day into causes. Failed calls and the estimators' bias are sums over
 * the devices' rows; what then is open between a person's count and their devices is explained by the first rule that fits,
 * the one with the firmest evidence first. What is within the estimators' usual error explains nothing and stays open. The
 * causes of a cell sum to its variance, whatever they are told.
 */
public final class Variance {

    private final MeasuredDay day;
    private final Residuals residuals;
    private final Map<CellKey, EnumMap<Cause, Amount>> causes = new TreeMap<>();

    private Variance(MeasuredDay day) {
        this.day = day;
        this.residuals = Residuals.of(day);
        day.counts().forEach(count -> causes.put(count.cell(), new EnumMap<>(Cause.class)));
    }

    /** The causes of a day; equal days have equal causes. */
    public static Explained of(MeasuredDay day) {
        Variance variance = new Variance(day);
        variance.explainEstimates();
        variance.explainUnknownModels();
        variance.explainBoundaries();
        variance.joinSharedKeys();
        variance.explainRestatements();
        variance.explainSurplus();
        return new Explained(variance.rounded(), variance.excesses());
    }

    private void explainEstimates() {
        for (Estimate estimate : day.estimates()) {
            if (causes.containsKey(estimate.cell())) {
                MeasuredDay.Failed failed = estimate.failed();
                add(estimate.cell(), Cause.FAILED_CALLS, new Amount(-failed.tokens(), -failed.most(), -failed.least()));
                double billed = estimate.tokens() - failed.tokens();
                add(
                        estimate.cell(),
                        Cause.ESTIMATOR_BIAS,
                        new Amount(
                                (estimate.factor().value() - 1) * billed,
                                (estimate.factor().low() - 1) * billed,
                                (estimate.factor().high() - 1) * billed));
            }
        }
    }

    /** What devices saw without a model's name stands for surpluses of the same people in the same hour. */
    private void explainUnknownModels() {
        for (Residual nameless : residuals.all()) {
            if (nameless.cell().model().equals(CellKey.UNKNOWN) && nameless.open() < 0) {
                List<Residual> surpluses = residuals.all().stream()
                        .filter(one -> one.subject().equals(nameless.subject())
                                && one.cell().hour().equals(nameless.cell().hour())
                                && one.open() > 0)
                        .toList();
                nameModels(nameless, surpluses);
            }
        }
    }

    private void nameModels(Residual nameless, List<Residual> surpluses) {
        double surplus = surpluses.stream().mapToDouble(Residual::open).sum();
        double part = Math.min(1, -nameless.open() / Math.max(1, surplus));
        double reach = residuals.tolerance(nameless);
        for (Residual named : surpluses) {
            double tokens = Math.floor(named.open() * part);
            move(Cause.TOKEN_CATEGORY, new Residual[] {nameless, named}, Amount.within(tokens, reach));
            named.trust(nameless, tokens);
        }
    }

    /** A surplus in one hour against a shortage of the same person and model in the next or the one before. */
    private void explainBoundaries() {
        residuals.all().stream()
                .collect(Collectors.groupingBy(Residual::subject, TreeMap::new, Collectors.toList()))
                .values()
                .forEach(ofSubject -> {
                    List<Neighbours> pairs = Neighbours.among(ofSubject, residuals);
                    boolean skewed = Neighbours.lean(pairs);
                    for (Neighbours pair : pairs) {
                        if (skewed && pair.leans(pairs)) {
                            explainBoundary(pair, pair.both());
                        } else if (pair.standsOut()) {
                            explainBoundary(pair, pair.near());
                        }
                    }
                });
    }

    /** What was moved by the pair before is open no more. */
    private void explainBoundary(Neighbours pair, double most) {
        double tokens = Math.floor(Math.min(most, pair.both()));
        Amount amount = new Amount(tokens, Math.max(0, tokens - pair.reach()), pair.both() + pair.reach());
        Residual surplus = pair.surplus();
        Residual shortage = pair.shortage();
        move(Cause.BOUNDARY, new Residual[] {shortage, surplus}, amount);
        surplus.trust(shortage, tokens);
    }

    /** Adds an amount to the cell of the second and takes it from the cell of the first. */
    private void move(Cause cause, Residual[] fromTo, Amount amount) {
        if (amount.tokens() > 0) {
            add(fromTo[0].cell(), cause, new Amount(-amount.tokens(), -amount.high(), -amount.low()));
            fromTo[0].explain(-amount.tokens());
            add(fromTo[1].cell(), cause, amount);
            fromTo[1].explain(amount.tokens());
        }
    }

    /** A person's device also sees calls with keys that nobody is named for. */
    private void joinSharedKeys() {
        Set<String> sharing = residuals.shortOverTheDay();
        for (CellKey cell : causes.keySet()) {
            residuals.in(cell).stream()
                    .filter(one -> one.subject().equals(Residuals.POOL))
                    .findFirst()
                    .ifPresent(pool -> residuals.in(cell).stream()
                            .filter(one -> one != pool
                                    && (-one.open() > residuals.tolerance(one) || sharing.contains(one.subject())))
                            .forEach(one -> one.offset(pool, Math.max(0, Math.min(-one.open(), pool.open())))));
        }
    }

    private void explainRestatements() {
        for (Count count : day.counts()) {
            Long first = count.first();
            if (first != null && first != count.provider()) {
                explainRestatement(count.cell(), count.provider() - first);
            }
        }
    }

    /** As much of the change as is open where devices were heard, all people together; at most it is the whole change. */
    private void explainRestatement(CellKey cell, double change) {
        List<Residual> heard = residuals.in(cell).stream()
                .filter(one -> one.expected() > 0 && hearing(one) == Hearing.HEARD)
                .toList();
        double sign = Math.signum(change);
        double open = sign * heard.stream().mapToDouble(Residual::open).sum();
        double tokens = Math.max(0, Math.min(open, sign * change));
        double reach = residuals.tolerance(heard);
        double most = sign * change;
        double least = Math.max(0, Math.min(tokens, open - reach));
        add(cell, Cause.RESTATEMENT, sign > 0 ? new Amount(tokens, least, most) : new Amount(-tokens, -most, -least));
        List<Residual> same =
                heard.stream().filter(one -> sign * one.open() > 0).toList();
        double all = same.stream().mapToDouble(one -> sign * one.open()).sum();
        double part = all == 0 ? 0 : tokens / all;
        same.forEach(one -> one.explain(one.open() * part));
    }

    private void explainSurplus() {
        for (Residual residual : residuals.all()) {
            double reach = residuals.tolerance(residual);
            if (residual.open() > reach) {
                Cause cause = hearing(residual) == Hearing.LATE ? Cause.LATE_EVENTS : Cause.COVERAGE_GAP;
                add(residual.cell(), cause, surplus(residual, reach));
                residual.explain(residual.open());
            }
        }
    }

    /**
     * What is hardly more than chance may be nothing but that, what is beyond a device that was heard may be chance or stand
     * under another name, and of a pool some may be on devices of people in the cell, hidden in what they are off by.
     */
    private Amount surplus(Residual residual, double reach) {
        double open = residual.open();
        boolean pool = residual.subject().equals(Residuals.POOL);
        double below = pool ? residuals.tolerance(residuals.in(residual.cell())) : reach;
        boolean heard = !pool && hearing(residual) == Hearing.HEARD;
        return new Amount(open, heard || open < 3 * below ? 0 : open - below, open + reach);
    }

    /** Of a pool nobody knows whose devices could tell more. */
    private Hearing hearing(Residual residual) {
        return residual.subject().equals(Residuals.POOL)
                ? Hearing.HEARD
                : day.hearing().apply(residual.subject(), residual.cell().hour());
    }

    private void add(CellKey cell, Cause cause, Amount amount) {
        EnumMap<Cause, Amount> known = causes.get(cell);
        if (known != null) {
            known.merge(cause, amount, Amount::plus);
        }
    }

    private Map<CellKey, Map<Cause, Tokens>> rounded() {
        Map<CellKey, Map<Cause, Tokens>> rounded = new TreeMap<>();
        for (Count count : day.counts()) {
            rounded.put(count.cell(), rounded(causes.getOrDefault(count.cell(), new EnumMap<>(Cause.class)), count));
        }
        return rounded;
    }

    private static Map<Cause, Tokens> rounded(EnumMap<Cause, Amount> known, Count count) {
        EnumMap<Cause, Tokens> rounded = new EnumMap<>(Cause.class);
        known.forEach((cause, amount) ->
                rounded.put(cause, new Tokens(Math.round(amount.tokens()), (long) Math.floor(amount.low()), (long)
                        Math.ceil(amount.high()))));
        Collection<Tokens> told = rounded.values();
        rounded.put(
                Cause.UNEXPLAINED,
                new Tokens(
                        count.variance()
                                - told.stream().mapToLong(Tokens::tokens).sum(),
                        count.variance() - told.stream().mapToLong(Tokens::high).sum(),
                        count.variance() - told.stream().mapToLong(Tokens::low).sum()));
        rounded.values().removeIf(Tokens::isNothing);
        return rounded;
    }

    private List<Excess> excesses() {
        List<Excess> excesses = new ArrayList<>();
        for (Residual residual : residuals.all()) {
            if (-residual.open() > residuals.tolerance(residual)) {
                excesses.add(new Excess(
                        residual.cell(),
                        residual.subject(),
                        Math.round(-residual.open()),
                        Math.round(residual.counted())));
            }
        }
        excesses.sort(Comparator.comparing(Excess::cell).thenComparing(Excess::person));
        return excesses;
    }
}
