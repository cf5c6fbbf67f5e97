package dev.toktra.reconciliation.usage;

import dev.toktra.reconciliation.usage.answer.Figures;
import dev.toktra.reconciliation.usage.answer.Names;
import dev.toktra.reconciliation.usage.answer.UsageSummary;
import dev.toktra.reconciliation.usage.question.Period;
import dev.toktra.reconciliation.usage.question.UserFilter;
import dev.toktra.reconciliation.usage.view.Scope;
import dev.toktra.reconciliation.usage.view.Selection;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the rows of a summary, each of which is a sum by one thing. */
final class SummaryRow {

    private static final int BY_PERIOD = 3;
    private static final int BY_PROVIDER = 5;
    private static final int BY_PERSON = 6;
    private static final int ALL = 7;

    private SummaryRow() {}

    /** The summary, without what other statements know. */
    static UsageSummary read(Selection selection, Scope scope, RowSet<Row> rows) {
        Map<Integer, List<Row>> kinds = new HashMap<>();
        rows.forEach(row -> kinds.computeIfAbsent(row.getInteger("kind"), kind -> new ArrayList<>())
                .add(row));
        Map<LocalDate, Figures> overTime = periods(selection, scope.today());
        of(kinds, BY_PERIOD).forEach(row -> overTime.put(row.getLocalDate("period"), SumRow.figures(row)));
        Map<String, Figures> byProvider = new TreeMap<>();
        of(kinds, BY_PROVIDER).forEach(row -> byProvider.put(row.getString("provider"), SumRow.figures(row)));
        List<Row> people = of(kinds, BY_PERSON);
        return new UsageSummary(
                selection,
                scope.organisation().zoneAt(scope.now()),
                scope.now(),
                sum(of(kinds, ALL).stream()),
                overTime,
                byProvider,
                people.stream()
                        .filter(SummaryRow::isPerson)
                        .map(SummaryRow::user)
                        .toList(),
                sum(people.stream().filter(row -> isCalled(row, UserFilter.UNKNOWN))),
                sum(people.stream().filter(row -> isCalled(row, UserFilter.UNATTRIBUTED))),
                people.isEmpty() ? 0 : people.get(0).getLong("people"),
                people.stream()
                        .filter(row -> isCalled(row, UserFilter.UNKNOWN))
                        .mapToLong(row -> row.getLong("identities"))
                        .sum(),
                Figures.NONE,
                List.of());
    }

    private static List<Row> of(Map<Integer, List<Row>> kinds, int kind) {
        return kinds.getOrDefault(kind, List.of());
    }

    /** The figures of the one row that there is at most. */
    private static Figures sum(Stream<Row> rows) {
        return rows.map(SumRow::figures).findFirst().orElse(Figures.NONE);
    }

    private static boolean isCalled(Row row, String key) {
        return row.getString("user_key").equals(key);
    }

    private static boolean isPerson(Row row) {
        return !isCalled(row, UserFilter.UNKNOWN) && !isCalled(row, UserFilter.UNATTRIBUTED);
    }

    static Figures totals(RowSet<Row> rows) {
        return SumRow.figures(rows.iterator().next());
    }

    private static UsageSummary.TopUser user(Row row) {
        return new UsageSummary.TopUser(
                Names.person(row.getString("user_key"), row.getString("email"), row.getString("name")),
                SumRow.figures(row));
    }

    /** All periods that the range touches and that have begun. */
    private static Map<LocalDate, Figures> periods(Selection selection, LocalDate today) {
        Period period = selection.question().period();
        LocalDate last =
                selection.range().end().isBefore(today) ? selection.range().end() : today;
        Map<LocalDate, Figures> periods = new TreeMap<>();
        for (LocalDate start = period.startOf(selection.range().start());
                !start.isAfter(last);
                start = period.after(start)) {
            periods.put(start, Figures.NONE);
        }
        return periods;
    }
}
