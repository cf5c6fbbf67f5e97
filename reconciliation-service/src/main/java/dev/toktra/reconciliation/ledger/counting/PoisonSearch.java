package dev.toktra.reconciliation.ledger.counting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the numbers of one record that the database refuses, by halving and trying; what is good stays in. */
public final class PoisonSearch {

    private final Trial trial;
    private final List<Long> good = new ArrayList<>();
    private final Map<Long, Fault> culprits = new LinkedHashMap<>();

    /** Tries a record with only some of its numbers and leaves nothing behind. */
    @FunctionalInterface
    public interface Trial {

        /** What the database says against these numbers; null where it takes them. */
        @Nullable
        Fault fault(List<Long> numbers) throws Exception;
    }

    private PoisonSearch(Trial trial) {
        this.trial = trial;
    }

    /**
     * The numbers to leave out, so that the rest is taken, and why. Where numbers are refused only together, the later
     * ones are left out.
     */
    public static Map<Long, Fault> among(List<Long> numbers, Trial trial) throws Exception {
        PoisonSearch search = new PoisonSearch(trial);
        search.search(numbers);
        return search.culprits;
    }

    private void search(List<Long> numbers) throws Exception {
        if (numbers.isEmpty()) {
            return;
        }
        List<Long> tried = new ArrayList<>(good);
        tried.addAll(numbers);
        Fault fault = trial.fault(tried);
        if (fault == null) {
            good.addAll(numbers);
        } else if (numbers.size() == 1) {
            culprits.put(numbers.get(0), fault);
        } else {
            search(numbers.subList(0, numbers.size() / 2));
            search(numbers.subList(numbers.size() / 2, numbers.size()));
        }
    }
}
