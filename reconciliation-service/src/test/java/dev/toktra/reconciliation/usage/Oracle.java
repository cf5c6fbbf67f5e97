package dev.toktra.reconciliation.usage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.reconciliation.usage.answer.Names;
import dev.toktra.reconciliation.usage.question.DateRange;
import dev.toktra.reconciliation.usage.question.Dimension;
import dev.toktra.reconciliation.usage.question.Period;
import dev.toktra.reconciliation.usage.question.Source;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers from the single calls and shares, in plain Java, what the service answers from its sums. */
final class Oracle {

    private final Company company;
    private final Map<Boolean, List<OracleRow>> known = new HashMap<>();

    Oracle(Company company) {
        this.company = company;
    }

    /** Before a period's questions are asked from several threads. */
    void prepare(Period period) {
        rows(period);
    }

    /** A list: each line as its period and dimensions, and its figures, in order. */
    List<String> list(Period period, DateRange range, List<Dimension> dimensions, Map<String, String> query) {
        Predicate<OracleRow> filter = filter(query);
        Map<String, OracleSum> sums = new TreeMap<>();
        for (OracleRow row : rows(period)) {
            if (!row.day().isBefore(range.start()) && !row.day().isAfter(range.end()) && filter.test(row)) {
                sums.computeIfAbsent(key(period, row, dimensions), key -> new OracleSum())
                        .add(row);
            }
        }
        Source source = source(query);
        List<String> lines = new ArrayList<>();
        sums.forEach((key, sum) -> lines.add(key.substring(key.indexOf('|') + 1) + " = " + sum.text(source)));
        return lines;
    }

    /** The sum of a range. */
    String total(Period period, DateRange range, Map<String, String> query) {
        OracleSum sum = new OracleSum();
        rows(period).stream()
                .filter(row -> !row.day().isBefore(range.start()) && !row.day().isAfter(range.end()))
                .filter(filter(query))
                .forEach(sum::add);
        return sum.text(source(query));
    }

    private static Source source(Map<String, String> query) {
        return Source.valueOf(query.getOrDefault("source", "best").toUpperCase(Locale.ROOT));
    }

    /** The same texts from what the service answered. */
    static List<String> lines(List<JsonNode> items, List<Dimension> dimensions) {
        return items.stream().map(item -> line(item, dimensions)).toList();
    }

    private static String line(JsonNode item, List<Dimension> dimensions) {
        StringBuilder line = new StringBuilder(item.get("period").asText());
        for (Dimension dimension : dimensions) {
            JsonNode value = item.get(Names.of(dimension).get(0));
            line.append('\u0001').append(value.isNull() ? "none" : value.asText());
        }
        return line.append(" = ").append(OracleSum.text(item)).toString();
    }

    private List<OracleRow> rows(Period period) {
        return known.computeIfAbsent(period == Period.HOURLY, this::rows);
    }

    /** Devices' calls, those of a row of sums together, and shares of what is settled. */
    private List<OracleRow> rows(boolean hourly) {
        Map<List<Object>, OracleRow> rows = new LinkedHashMap<>();
        for (Call call : company.calls) {
            LocalDate day = company.dayOf(call);
            boolean byHour = hourly || company.dirty.test(day) || company.settled.isMixed(call.provider(), day);
            List<Object> key = List.of(
                    day, byHour ? call.hour() : "", call.identity(), call.provider(), call.model(), call.application());
            rows.merge(key, OracleRow.of(company, call, byHour), OracleRow::plus);
        }
        List<OracleRow> all = new ArrayList<>(rows.values());
        company.settled.shares().forEach(share -> all.add(OracleRow.of(company, share)));
        return all;
    }

    private String key(Period period, OracleRow row, List<Dimension> dimensions) {
        LocalDate day = row.day();
        String sorted = period == Period.HOURLY
                ? day + " " + row.hour() + "|" + hour(row.zone(), day, row.hour())
                : "|" + start(period, day);
        return sorted
                + dimensions.stream()
                        .map(dimension -> '\u0001' + value(dimension, row))
                        .collect(Collectors.joining());
    }

    private static LocalDate start(Period period, LocalDate day) {
        return switch (period) {
            case HOURLY, DAILY -> day;
            case WEEKLY -> day.minusDays(day.getDayOfWeek().getValue() - 1L);
            case MONTHLY -> LocalDate.of(day.getYear(), day.getMonthValue(), 1);
        };
    }

    private static String hour(ZoneId zone, LocalDate day, Instant hour) {
        OffsetDateTime begin = hour.truncatedTo(ChronoUnit.HOURS).atZone(zone).toOffsetDateTime();
        OffsetDateTime midnight = day.atStartOfDay(zone).toOffsetDateTime();
        return (begin.toLocalDate().isBefore(day) ? midnight : begin).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }

    private String value(Dimension dimension, OracleRow row) {
        return switch (dimension) {
            case USER ->
                row.person() == Settled.UNATTRIBUTED
                        ? "unattributed"
                        : company.id(company.people, row.person(), "unknown");
            case MODEL -> row.model();
            case PROVIDER -> row.provider();
            case DEPARTMENT -> company.id(company.departments, row.department(), "none");
            case TEAM -> company.id(company.teams, row.team(), "none");
            case APPLICATION -> row.application();
        };
    }

    /** The filter that query parameters describe. */
    private Predicate<OracleRow> filter(Map<String, String> query) {
        return row -> matches(query, "user_id", value(Dimension.USER, row))
                && isModel(query.get("model"), row)
                && matches(query, "provider", row.provider())
                && matches(query, "team_id", value(Dimension.TEAM, row))
                && (!query.containsKey("department_id") || inDepartment(query.get("department_id"), row));
    }

    /** A model is asked for by its name, or by any that is reported for it. */
    private boolean isModel(@Nullable String asked, OracleRow row) {
        return asked == null
                || row.model().equals(asked)
                || Objects.equals(company.settled.names().get(row.provider() + "|" + asked), row.model());
    }

    private static boolean matches(Map<String, String> query, String name, String value) {
        return !query.containsKey(name) || value.equals(query.get(name));
    }

    private boolean inDepartment(String id, OracleRow row) {
        for (int i = 0; i < company.departments.size(); i++) {
            if (company.departments.get(i).toString().equals(id)) {
                Set<Integer> subtree = Company.subtree(i);
                return subtree.contains(row.department());
            }
        }
        return false;
    }
}
