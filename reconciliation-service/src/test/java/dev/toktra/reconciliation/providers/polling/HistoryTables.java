package dev.toktra.reconciliation.providers.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the tables hold of a connection, and whether its revisions tell the whole way there. */
final class HistoryTables {

    private static final String VALUES =
            "jsonb_build_object('input', input, 'output', output, 'fresh_input', fresh_input,"
                    + " 'cache_read', cache_read, 'cache_write', cache_write, 'cache_write_1h', cache_write_1h,"
                    + " 'requests', requests)";

    private static final String KEPT = "select concat_ws('|', to_char(bucket at time zone 'UTC',"
            + " 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), model, coalesce(provider_user, '-'), coalesce(provider_key, '-'),"
            + " coalesce(project, '-'), coalesce(deployment, '-'), coalesce(tier, '-'), coalesce(location, '-'),"
            + " batch::text) || ' = ' || concat_ws(' ', input, output, coalesce(fresh_input::text, '-'),"
            + " coalesce(cache_read::text, '-'), coalesce(cache_write::text, '-'), coalesce(cache_write_1h::text, '-'),"
            + " coalesce(requests::text, '-')) from provider_count where connection_id = :c and state = 'known'";

    /** What revisions say, and what is kept, as one list by key: each begins where the one before it ended. */
    private static final String CHAIN = ("select c.key_hash::text || ' ' || r.revision_id from provider_count c"
                    + " join lateral (select revision_id, old_values, new_values, what,"
                    + "   lead(old_values) over w as next, lead(at) over w as next_at, at, row_number() over w as nth"
                    + "   from figure_revision r where r.connection_id = c.connection_id and r.key_hash = c.key_hash"
                    + "     and r.source = c.source and r.bucket = c.bucket window w as (order by revision_id)) r on true"
                    + " where c.connection_id = :c and (r.new_values <> coalesce(r.next, %s) or r.at > r.next_at"
                    + "   or (r.what = 'missing' and r.new_values <> r.old_values)"
                    + "   or (r.what = 'changed' and r.new_values = r.old_values))")
            .formatted(VALUES);

    private static final String COUNTED = "select c.key_hash, c.revisions, count(r.revision_id) from provider_count c"
            + " left join figure_revision r using (connection_id, source, bucket, key_hash) where c.connection_id = :c"
            + " group by c.connection_id, c.source, c.bucket, c.key_hash, c.revisions"
            + " having c.revisions <> count(r.revision_id)";

    private static final String FIRST = "select c.key_hash::text, coalesce((select r.old_values from figure_revision r"
            + " where r.connection_id = c.connection_id and r.source = c.source and r.bucket = c.bucket"
            + " and r.key_hash = c.key_hash order by r.revision_id limit 1), " + VALUES + ")::text"
            + " from provider_count c where c.connection_id = :c%s";

    private final PollRig rig;
    private final Map<String, String> first = new HashMap<>();

    HistoryTables(PollRig rig) {
        this.rig = rig;
    }

    /** Remembers what was kept of figures that were not there before. */
    void remember() throws SQLException {
        rows(FIRST.formatted(" and c.revisions = 0")).forEach(first::putIfAbsent);
    }

    private Map<String, String> rows(String sql) throws SQLException {
        Map<String, String> found = new HashMap<>();
        rig.rows(sql).forEach(row -> found.put(row.substring(0, 36), row.substring(37)));
        return found;
    }

    /** The equation: what is known is the provider's last word, and what is gone counts nothing. */
    void hold(Collection<String> lastWord) throws SQLException {
        assertThat(rig.rows(KEPT)).containsExactlyInAnyOrderElementsOf(lastWord);
        assertThat(rig.rows("select state, input, output, requests from provider_count where connection_id = :c"
                        + " and state <> 'known' and (state <> 'retracted' or input <> 0 or output <> 0"
                        + " or coalesce(requests, 0) <> 0 or coalesce(fresh_input, 0) <> 0)"))
                .as("what is gone counts nothing")
                .isEmpty();
    }

    /** Revisions lead from the first value of each figure to its last, without a gap. */
    void areToldByRevisions() throws SQLException {
        assertThat(rig.rows(CHAIN)).as("revisions with a gap after them").isEmpty();
        assertThat(rig.rows(COUNTED))
                .as("figures with other revisions than counted")
                .isEmpty();
        assertThat(rows(FIRST.formatted(""))).as("first values").isEqualTo(first);
    }

    /** A run that nobody finished would be shown as running for ever. */
    void showEveryRunEnded() throws SQLException {
        assertThat(rig.rows("select outcome, count(*) from poll_run where connection_id = :c and (finished_at is null"
                        + " or outcome = 'running') group by outcome"))
                .isEmpty();
    }

    List<String> numbers() throws SQLException {
        return rig.rows("select (select count(*) from provider_count where connection_id = :c),"
                + " (select count(*) from figure_revision where connection_id = :c),"
                + " (select count(*) from poll_run where connection_id = :c),"
                + " (select count(*) from poll_run where connection_id = :c and outcome = 'failed'),"
                + " (select count(*) from poll_run where connection_id = :c and outcome = 'lost'),"
                + " (select count(*) from provider_count where connection_id = :c and state = 'retracted')");
    }
}
