package dev.toktra.scoring.tiers.rules;

import java.util.Locale;

/** A pattern of models' names in which {@code *} stands for any characters, also for none; case does not count. */
public record Wildcard(String pattern) {

    public Wildcard {
        pattern = pattern.strip().toLowerCase(Locale.ROOT);
    }

    boolean isExact() {
        return letters() == pattern.length();
    }

    /** How much it says about what it means. */
    int letters() {
        return (int) pattern.chars().filter(c -> c != '*').count();
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
}
