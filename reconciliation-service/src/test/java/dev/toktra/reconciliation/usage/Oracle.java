package dev.toktra.reconciliation.usage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.events.TokenCounts;
import dev.toktra.reconciliation.usage.answer.Names;
import dev.toktra.reconciliation.usage.question.DateRange;
import dev.toktra.reconciliation.usage.question.Dimension;
import dev.toktra.reconciliation.usage.question.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Answers from the single calls, in plain Java, what the service answers from its sums. */
final class Oracle {

    private final Company company;

    Oracle(Company company) {
        this.company = company;
    }

    /** A list: each line as its sort key, its period and dimensions, and its figures. */
    List<String> list(Period period, DateRange range, List<Dimension> dimensions, Predicate<Call> filter) {
        Map<String, Tables.Sum> sums = new TreeMap<>();
        for (Call call : company.calls) {
            LocalDate day = company.dayOf(call);
            if (!day.isBefore(range.start()) && !day.isAfter(range.end()) && filter.test(call)) {
                sums.merge(key(period, call, dimensions), new Tables.Sum(1, call.tokens()), Tables.Sum::plus);
            }
        }
        List<String> lines = new ArrayList<>();
        sums.forEach((key, sum) -> lines.add(key.substring(key.indexOf('|') + 1) + figures(sum)));
        return lines;
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
        JsonNode counts = item.get("estimated");
        return line.append(figures(new Tables.Sum(
                        item.get("total_requests").asLong(),
                        new TokenCounts(
                                counts.get("fresh_input").asLong(),
                                counts.get("cache_read").asLong(),
                                counts.get("cache_write").asLong(),
                                counts.get("output").asLong(),
                                counts.get("reasoning").asLong()))))
                .toString();
    }

    private String key(Period period, Call call, List<Dimension> dimensions) {
        LocalDate day = company.dayOf(call);
        Instant hour = call.at().truncatedTo(ChronoUnit.HOURS);
        String sorted = period == Period.HOURLY
                ? day + " " + hour + "|" + hour(company.zoneOf(call), day, hour)
                : "|" + start(period, day);
        return sorted
                + dimensions.stream()
                        .map(dimension -> '\u0001' + value(dimension, call))
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
        OffsetDateTime begin = hour.atZone(zone).toOffsetDateTime();
        OffsetDateTime midnight = day.atStartOfDay(zone).toOffsetDateTime();
        return (begin.toLocalDate().isBefore(day) ? midnight : begin).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }

    String value(Dimension dimension, Call call) {
        return switch (dimension) {
            case USER -> company.id(company.people, company.personOf(call), "unknown");
            case MODEL -> call.model();
            case PROVIDER -> call.provider();
            case DEPARTMENT -> company.id(company.departments, company.departmentOf(call), "none");
            case TEAM -> company.id(company.teams, company.teamOf(call), "none");
            case APPLICATION -> call.application();
        };
    }

    /** The filter that query parameters describe. */
    Predicate<Call> filter(Map<String, String> query) {
        return call -> matches(query, "user_id", value(Dimension.USER, call))
                && matches(query, "model", call.model())
                && matches(query, "provider", call.provider())
                && matches(query, "team_id", value(Dimension.TEAM, call))
                && (!query.containsKey("department_id") || inDepartment(query.get("department_id"), call));
    }

    private static boolean matches(Map<String, String> query, String name, String value) {
        return !query.containsKey(name) || value.equals(query.get(name));
    }

    private boolean inDepartment(String id, Call call) {
        for (int i = 0; i < company.departments.size(); i++) {
            if (company.departments.get(i).toString().equals(id)) {
                Set<Integer> subtree = Company.subtree(i);
                return subtree.contains(company.departmentOf(call));
            }
        }
        return false;
    }

    private static String figures(Tables.Sum sum) {
        return " = " + sum.requests() + " " + sum.tokens();
    }
}
