package dev.toktra.reconciliation.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.reconciliation.usage.question.DateRange;
import dev.toktra.reconciliation.usage.question.Dimension;
import dev.toktra.reconciliation.usage.question.Period;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of question against the sums of the single calls, around days on which clocks change. */
@QuarkusTest
@WithTestResource(TestStack.class)
class UsageOracleTest {

    private static final int CALLS = 700;

    private static Company company(String zone, LocalDate middle) throws SQLException {
        Company company = Company.withHistory(ZoneId.of(zone), middle);
        DateRange days = new DateRange(middle.minusDays(20), middle.plusDays(20));
        company.calls.addAll(Calls.random(middle.toEpochDay(), CALLS, days, company.zone));
        try (Tables tables = new Tables()) {
            tables.fill(company, day -> day.getDayOfMonth() % 3 == 0);
        }
        return company;
    }

    @ParameterizedTest
    @CsvSource({
        "UTC, 2026-03-01",
        "Asia/Kathmandu, 2026-01-01",
        "America/St_Johns, 2026-03-08",
        "America/St_Johns, 2025-11-02",
        "Australia/Lord_Howe, 2026-04-05",
        "Australia/Lord_Howe, 2025-10-05"
    })
    void everyQuestionIsAnsweredAsTheCallsSay(String zone, LocalDate middle) throws SQLException {
        Company company = company(zone, middle);
        Random random = new Random(middle.toEpochDay());
        for (Period period : Period.values()) {
            for (int set = 1; set < 1 << Dimension.values().length; set++) {
                compare(company, period, dimensions(set), random);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UTC, 2026-03-01",
        "Asia/Kathmandu, 2026-01-01",
        "America/St_Johns, 2025-11-02",
        "Australia/Lord_Howe, 2026-04-05"
    })
    void sumsOfEveryPeriodEqualTheRange(String zone, LocalDate middle) throws SQLException {
        Company company = company(zone, middle);
        DateRange range = new DateRange(middle.minusDays(15), middle.plusDays(15));
        long expected = company.calls.stream()
                .map(company::dayOf)
                .filter(day -> !day.isBefore(range.start()) && !day.isAfter(range.end()))
                .count();
        assertThat(expected).isPositive().isLessThan(CALLS);
        for (Period period : Period.values()) {
            Map<String, String> query = new LinkedHashMap<>();
            query.put("period", period.name().toLowerCase(Locale.ROOT));
            query.put("start_date", range.start().toString());
            query.put("end_date", range.end().toString());
            long sum = Api.analyst(company.org).all(query, 1000).stream()
                    .mapToLong(item -> item.get("total_requests").asLong())
                    .sum();
            assertThat(sum).as(period.name()).isEqualTo(expected);
        }
    }

    private static List<Dimension> dimensions(int set) {
        return Arrays.stream(Dimension.values())
                .filter(dimension -> (set >> dimension.ordinal() & 1) == 1)
                .toList();
    }

    private static void compare(Company company, Period period, List<Dimension> dimensions, Random random) {
        LocalDate first = company.dayOf(company.calls.get(0)).minusDays(random.nextInt(15));
        DateRange range = new DateRange(first, first.plusDays(random.nextInt(31)));
        Map<String, String> query = filter(company, random);
        query.put("period", period.name().toLowerCase(Locale.ROOT));
        query.put("start_date", range.start().toString());
        query.put("end_date", range.end().toString());
        query.put(
                "group_by",
                dimensions.stream()
                        .map(dimension -> dimension.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(",")));
        Oracle oracle = new Oracle(company);
        List<String> expected = oracle.list(period, range, dimensions, oracle.filter(query));
        int limit = random.nextInt(6) == 0 ? 1 + expected.size() / 3 : 1000;
        List<JsonNode> items = Api.analyst(company.org).all(query, limit);
        assertThat(Oracle.lines(items, dimensions)).as("%s by %d", query, limit).isEqualTo(expected);
    }

    /** A random one of the filters, or two of them, or none. */
    private static Map<String, String> filter(Company company, Random random) {
        List<Map.Entry<String, String>> filters = new ArrayList<>(List.of(
                Map.entry("user_id", "unknown"),
                Map.entry("model", "gpt-4o"),
                Map.entry("provider", "anthropic"),
                Map.entry("team_id", company.teams.get(random.nextInt(2)).toString())));
        company.people.forEach(person -> filters.add(Map.entry("user_id", person.toString())));
        company.departments.forEach(unit -> filters.add(Map.entry("department_id", unit.toString())));
        Map<String, String> query = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            Map.Entry<String, String> filter = filters.get(random.nextInt(filters.size()));
            query.put(filter.getKey(), filter.getValue());
        }
        return query;
    }
}
