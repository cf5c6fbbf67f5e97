package dev.toktra.reconciliation.usage;

import dev.toktra.reconciliation.usage.question.DateRange;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Reads which days have no sums that are true, in the transaction of the question. */
final class BehindStore {

    /** Whatever changes a day marks it until its sums have followed. */
    static final String BEHIND = """
            select d::date as day from generate_series($1::date, $2::date, interval '1 day') d
            where not exists (select from summed_day s where s.day = d::date)
                or exists (select from dirty_sum m where m.day = d::date)
                or exists (select from dirty_day m where m.day = d::date)
            order by 1""";

    private BehindStore() {}

    static Uni<List<LocalDate>> read(SqlConnection connection, DateRange range) {
        return connection
                .preparedQuery(BEHIND)
                .execute(Tuple.of(range.start(), range.end()))
                .map(rows -> {
                    List<LocalDate> days = new ArrayList<>();
                    rows.forEach(row -> days.add(row.getLocalDate("day")));
                    return days;
                });
    }
}
