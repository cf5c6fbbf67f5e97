package dev.toktra.scoring.leaderboards;

import java.util.Collection;

/** The middle of some scores, and where the quarter below and above it begins. */
record Quartiles(double lower, double median, double upper) {

    static Quartiles of(Collection<Member> members) {
        double[] sorted = members.stream().mapToDouble(Member::score).sorted().toArray();
        return new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
    }

    /** Linear between neighbours, as PostgreSQL's percentile_cont. */
    private static double at(double[] sorted, double part) {
        double place = part * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = (int) Math.ceil(place);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
