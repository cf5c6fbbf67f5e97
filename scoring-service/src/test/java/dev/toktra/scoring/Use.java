package dev.toktra.scoring;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** What someone did with a model on a day: one row of the facts. Estimated and without a price unless it is said. */
public final class Use {

    private final String provider;
    private final String model;
    private long[] counts = {1, 0, 0, 0}; // requests, failed, retried, small
    private long[] wasted = {0, 0, 0, 0};
    private long[] outcomes = {0, 0, 0, 0}; // edits, lines, commits, pull requests
    private long[] tokens = {0, 0, 0, 0}; // fresh input, cache read, cache write, output
    private @Nullable BigDecimal cost;
    private boolean settled;
    private boolean cached = true;

    private Use(String provider, String model) {
        this.provider = provider;
        this.model = model;
    }

    public static Use of(String provider, String model) {
        return new Use(provider, model);
    }

    public Use requests(long requests, long failed, long retried, long small) {
        counts = new long[] {requests, failed, retried, small};
        return this;
    }

    public Use requests(long requests) {
        return requests(requests, 0, 0, 0);
    }

    public Use tokens(long fresh, long cacheRead, long cacheWrite, long output) {
        tokens = new long[] {fresh, cacheRead, cacheWrite, output};
        return this;
    }

    /** Of the tokens, those of failed or retried requests. */
    public Use wasted(long fresh, long cacheRead, long cacheWrite, long output) {
        wasted = new long[] {fresh, cacheRead, cacheWrite, output};
        return this;
    }

    public Use outcomes(long edits, long lines, long commits, long pullRequests) {
        outcomes = new long[] {edits, lines, commits, pullRequests};
        return this;
    }

    /** In USD. */
    public Use cost(double usd) {
        cost = BigDecimal.valueOf(usd);
        return this;
    }

    /** The provider counted what the devices did. */
    public Use settled() {
        settled = true;
        return this;
    }

    /** The provider counted what the devices did, and does not tell of caching. */
    public Use settledWithoutCaching() {
        settled = true;
        cached = false;
        return this;
    }

    /** A row of daily_fact as COPY takes it. */
    String line(Place place) {
        List<@Nullable Object> cells = new ArrayList<>(Arrays.asList(
                place.org(),
                place.day(),
                place.user(),
                place.number(),
                place.person(),
                "UTC",
                place.department(),
                place.team(),
                provider,
                model,
                "claude-code",
                settled ? "reconciled" : "estimated"));
        add(cells, counts);
        add(cells, wasted);
        cells.add(0); // wasted reasoning
        cells.addAll(Arrays.asList(outcomes[0], 0, outcomes[1], outcomes[2], outcomes[3]));
        add(cells, tokens);
        cells.add(0); // reasoning
        cells.addAll(Arrays.asList(null, null, null, null, null, null, null));
        cells.addAll(reconciled());
        cells.add(cost);
        cells.add(settled ? cost : null);
        return cells.stream()
                .map(cell -> cell == null ? "\\N" : cell.toString())
                .collect(Collectors.joining("\t", "", "\n"));
    }

    private List<@Nullable Object> reconciled() {
        if (!settled) {
            return Arrays.asList(null, null, null, null, null, null);
        }
        long input = tokens[0] + tokens[1] + tokens[2];
        return cached
                ? Arrays.asList(input, tokens[3], tokens[0], tokens[1], tokens[2], null)
                : Arrays.asList(input, tokens[3], null, null, null, null);
    }

    private static void add(List<@Nullable Object> cells, long[] values) {
        LongStream.of(values).forEach(cells::add);
    }

    /** Whose the row is; number counts the rows of a person-day. */
    record Place(
            UUID org,
            Object day,
            String user,
            int number,
            @Nullable UUID person,
            @Nullable UUID department,
            @Nullable UUID team) {}
}
