package dev.toktra.reconciliation.providers.polling;

import dev.toktra.reconciliation.providers.Source;
import java.util.List;
import java.util.stream.Collectors;

/** The table that figures of one kind are kept in, and its statements; dimensions and values are columns. */
enum Report {
    COUNTS(
            "provider_count",
            List.of("model", "provider_user", "provider_key", "project", "deployment", "tier", "location", "batch"),
            List.of("input", "output", "fresh_input", "cache_read", "cache_write", "cache_write_1h", "requests")),
    COSTS("provider_cost", List.of("model", "line_item", "project", "provider_key", "tier"), List.of("usd")),
    CODING(
            "provider_coding",
            List.of("actor_email", "actor_key", "customer"),
            List.of(
                    "sessions",
                    "lines_added",
                    "lines_removed",
                    "commits",
                    "pull_requests",
                    "accepted",
                    "rejected",
                    "tokens"));

    private static final String ROW = "connection_id, source, bucket, key_hash, org_id, provider, width, state,"
            + " value_hash, run_id, first_seen_at, changed_at";
    private static final String KEY = "t.connection_id = ?::uuid and t.source = ? and t.key_hash";

    private final String table;
    private final List<String> dimensions;
    private final List<String> values;

    Report(String table, List<String> dimensions, List<String> values) {
        this.table = table;
        this.dimensions = dimensions;
        this.values = values;
    }

    static Report of(Source source) {
        return switch (source.kind()) {
            case TOKENS -> COUNTS;
            case COSTS -> COSTS;
            case CODING -> CODING;
        };
    }

    /** Parameters: connection, source, start and end of the window, width. */
    String stored() {
        return "select key_hash, bucket, value_hash, state, missing_since from " + table
                + " where connection_id = ? and source = ? and bucket >= ? and bucket < ? and width = ?";
    }

    /** Parameter: rows as JSON; a row of the same key is replaced and is known again. */
    String save() {
        String columns = ROW + ", " + String.join(", ", dimensions) + ", " + String.join(", ", values);
        String replaced =
                values.stream().map(value -> value + " = excluded." + value).collect(Collectors.joining(", "));
        return "insert into " + table + " as t (" + columns + ") select " + columns
                + " from jsonb_populate_recordset(null::" + table + ", ?::jsonb)"
                + " on conflict (connection_id, source, bucket, key_hash) do update set " + replaced
                + ", state = 'known', missing_since = null, value_hash = excluded.value_hash, run_id = excluded.run_id,"
                + " changed_at = excluded.changed_at, revisions = t.revisions + 1";
    }

    /** Before rows change. Parameters: changes as JSON (key_hash, what, new_values), run, instant, connection, source. */
    String revise() {
        String old = values.stream().map(value -> "'" + value + "', t." + value).collect(Collectors.joining(", "));
        String gone =
                values.stream().map(value -> "'" + value + "', " + zero(value)).collect(Collectors.joining(", "));
        return "insert into figure_revision (org_id, connection_id, source, bucket, key_hash, what, old_values,"
                + " new_values, at, run_id) select t.org_id, t.connection_id, t.source, t.bucket, t.key_hash, g.what,"
                + " jsonb_build_object(" + old + "), coalesce(g.new_values, case g.what when 'retracted' then"
                + " jsonb_build_object(" + gone + ") else jsonb_build_object(" + old + ") end), ?, ?"
                + " from " + table
                + " t join jsonb_to_recordset(?::jsonb) as g(key_hash uuid, what text, new_values jsonb)"
                + " on " + KEY + " = g.key_hash";
    }

    /** Parameters: instant, run, connection, source, keys. */
    String miss() {
        return "update " + table + " t set state = 'retraction_pending', missing_since = ?, run_id = ?,"
                + " revisions = revisions + 1 where " + KEY + " = any(?)";
    }

    private static String zero(String value) {
        return value.equals("tokens") ? "'{}'::jsonb" : "0 * t." + value;
    }

    /** What is gone counts 0, and what was not reported stays so. Parameters: instant, run, connection, source, keys. */
    String retract() {
        String zeros = values.stream().map(value -> value + " = " + zero(value)).collect(Collectors.joining(", "));
        return "update " + table + " t set " + zeros + ", state = 'retracted', changed_at = ?, run_id = ?,"
                + " revisions = revisions + 1 where " + KEY + " = any(?)";
    }
}
