package dev.toktra.reconciliation.usage.sums;

import dev.toktra.reconciliation.usage.question.Source;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What is summed of the rows that devices and settling left, by the names that sums have. */
public final class UsageColumns {

    /** Of devices' rows. */
    public static final String DEVICES =
            "u.identity_id, null as subject, null::uuid as person, null::uuid as unit_id, u.provider,"
                    + " u.model, u.application, u.state, u.settled, u.requests, u.fresh_input, u.cache_read, u.cache_write,"
                    + " u.output, u.reasoning, u.cost, u.calibrated, u.calibrated_fresh_input, u.calibrated_cache_read,"
                    + " u.calibrated_cache_write, u.calibrated_output, u.calibrated_reasoning, u.calibrated_cost,"
                    + " null::bigint as settled_input, null::bigint as settled_output, null::bigint as settled_fresh_input,"
                    + " null::bigint as settled_cache_read, null::bigint as settled_cache_write,"
                    + " null::bigint as settled_requests, null::numeric as settled_cost, null::bigint as settled_unpriced";

    /** Of rows of shares; what a row has of state and of tokens without a price is put in. */
    public static final String SHARES = "null::bigint as identity_id, s.subject, case when s.subject not in ('unknown',"
            + " 'unattributed') then s.subject::uuid end as person, s.unit_id, s.provider, s.model, s.application,"
            + " %s, true, null, null, null, null, null, null, null, null, null, null, null, null, null, null,"
            + " s.input, s.output, s.fresh_input, s.cache_read, s.cache_write, s.requests, s.cost, %s";

    private static final String ESTIMATED = "u.fresh_input + u.cache_read + u.cache_write + u.output";
    private static final String CALIBRATED_INPUT =
            "u.calibrated_fresh_input + u.calibrated_cache_read + u.calibrated_cache_write";
    private static final String CALIBRATED = CALIBRATED_INPUT + " + u.calibrated_output";
    private static final String STATUS = "status";

    private static final Map<String, String> SUMS = sums();

    private UsageColumns() {}

    private static Map<String, String> sums() {
        Map<String, String> sums = new LinkedHashMap<>();
        sums.put("part_count", "count(*)");
        sums.put("device_count", "count(u.identity_id)");
        for (String measure : "requests fresh_input cache_read cache_write output reasoning cost".split(" ")) {
            sums.put(measure, "sum(u." + measure + ")");
        }
        sums.put("unpriced", "sum(" + ESTIMATED + ") filter (where u.cost is null)");
        sums.put("calibrated_count", "count(*) filter (where u.calibrated)");
        for (String measure : "fresh_input cache_read cache_write output reasoning cost".split(" ")) {
            sums.put("calibrated_" + measure, "sum(u.calibrated_" + measure + ")");
        }
        sums.put("calibrated_unpriced", "sum(" + CALIBRATED + ") filter (where u.calibrated_cost is null)");
        sums.put("open_input", "sum(" + CALIBRATED_INPUT + ") filter (where not u.settled)");
        sums.put("open_output", "sum(u.calibrated_output) filter (where not u.settled)");
        sums.put("open_cost", "sum(u.calibrated_cost) filter (where not u.settled)");
        sums.put("open_unpriced", "sum(" + CALIBRATED + ") filter (where not u.settled and u.calibrated_cost is null)");
        putSettled(sums);
        sums.put(
                STATUS,
                "min(case u.state when 'estimated' then 0 when 'provisional' then 1 when 'restated' then 2 else 3 end)");
        return sums;
    }

    private static void putSettled(Map<String, String> sums) {
        sums.put("settled_count", "count(*) filter (where u.settled)");
        for (String measure : "input output fresh_input cache_read cache_write requests cost unpriced".split(" ")) {
            sums.put("settled_" + measure, "sum(u.settled_" + measure + ")");
        }
        for (String measure : "fresh_input cache_read cache_write requests".split(" ")) {
            sums.put(
                    "without_" + measure,
                    "count(*) filter (where u.settled_" + measure
                            + " is null and u.settled_input + u.settled_output > 0)");
        }
    }

    /** The sums of rows {@code u}. */
    public static String sumsOfRows() {
        return SUMS.entrySet().stream()
                .map(sum -> sum.getValue() + " as " + sum.getKey())
                .collect(Collectors.joining(", "));
    }

    /** The names of the sums. */
    static String names() {
        return String.join(", ", SUMS.keySet());
    }

    /** The sums of sums. */
    public static String sumsOfSums() {
        return SUMS.keySet().stream()
                .map(name -> (name.equals(STATUS) ? "min(" : "sum(") + name + ") as " + name)
                .collect(Collectors.joining(", "));
    }

    /** All tokens by the source of a question, of sums. */
    public static String total(Source source) {
        String parts = switch (source) {
            case BEST -> "open_input open_output settled_input settled_output";
            case ESTIMATED -> "fresh_input cache_read cache_write output";
            case CALIBRATED -> "calibrated_fresh_input calibrated_cache_read calibrated_cache_write calibrated_output";
            case RECONCILED -> "settled_input settled_output";
        };
        return Arrays.stream(parts.split(" ")).map("coalesce(%s, 0)"::formatted).collect(Collectors.joining(" + "));
    }
}
