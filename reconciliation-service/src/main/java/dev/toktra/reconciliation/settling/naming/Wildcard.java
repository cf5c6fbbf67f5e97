package dev.toktra.reconciliation.settling.naming;

import java.util.Comparator;
import java.util.Locale;

/** A pattern in which {@code *} stands for any characters, also for none; case does not count. */
record Wildcard(String pattern) {

    /** The one with more letters of its own first: it says more about what it means. */
    static final Comparator<Wildcard> MORE_SPECIFIC_FIRST = Comparator.comparingInt(Wildcard::letters)
            .reversed()
            .thenComparingInt(Wildcard::stars)
            .thenComparing(Wildcard::pattern);

    Wildcard {
        pattern = pattern.strip().toLowerCase(Locale.ROOT);
    }

    boolean isExact() {
        return stars() == 0;
    }

    /** Whether it fits a whole name in lower case; never slower than the product of both lengths. */
    boolean fits(String name) {
        int at = 0;
        int next = 0;
        int star = -1;
        int resume = 0;
        while (next < name.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                resume = next;
            } else if (at < pattern.length() && pattern.charAt(at) == name.charAt(next)) {
                at++;
                next++;
            } else if (star >= 0) {
                at = star + 1;
                next = ++resume;
            } else {
                return false;
            }
        }
        return pattern.substring(at).chars().allMatch(rest -> rest == '*');
    }

    private int stars() {
        return (int) pattern.chars().filter(c -> c == '*').count();
    }

    private int letters() {
        return pattern.length() - stars();
    }
}
