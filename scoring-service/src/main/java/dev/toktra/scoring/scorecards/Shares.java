package dev.toktra.scoring.scorecards;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tokens by name, and how they are spread. */
final class Shares {

    private final SortedMap<String, Long> tokens = new TreeMap<>();

    void add(String name, long more) {
        if (more > 0) {
            tokens.merge(name, more, Long::sum);
        }
    }

    int distinct() {
        return tokens.size();
    }

    /** The share of each name; they add up to 1. */
    SortedMap<String, Double> shares() {
        SortedMap<String, Double> shares = new TreeMap<>();
        double sum = sum();
        tokens.forEach((name, count) -> shares.put(name, count / sum));
        return shares;
    }

    /** As many equally used names would be spread alike: exp of the Shannon entropy; null of none. */
    @Nullable
    Double effective() {
        if (tokens.isEmpty()) {
            return null;
        }
        double entropy = 0;
        for (Map.Entry<String, Double> one : shares().entrySet()) {
            entropy -= one.getValue() * Math.log(one.getValue());
        }
        return Math.exp(entropy);
    }

    private double sum() {
        return tokens.values().stream().mapToDouble(Long::doubleValue).sum();
    }
}
