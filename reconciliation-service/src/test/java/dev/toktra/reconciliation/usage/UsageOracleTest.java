package dev.toktra.reconciliation.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.reconciliation.usage.question.DateRange;
import dev.toktra.reconciliation.usage.question.Dimension;
import dev.toktra.reconciliation.usage.question.Period;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every kind of question against the sums of the single calls, around days on which clocks change, over ranges of days
 * that are clean, dirty or both.
 */
@QuarkusTest
@TestProfile(DirtyDaysStay.class)
@WithTestResource(TestStack.class)
class UsageOracleTest {

    private static final int CALLS = 700;
    private static final List<String> SOURCES = List.of("best", "best", "estimated", "calibrated", "reconciled");

    /** Which days a question is about, from so many days after the middle until so many. */
    private enum Days {
        CLEAN(-20, -7),
        MIXED(-20, 20),
        DIRTY(7, 20);

        private final int from;
        private final int until;

        Days(int from, int until) {
            this.from = from;
            this.until = until;
        }

        DateRange some(LocalDate middle, Random random) {
            int days = until - from + 1;
            int start = random.nextInt(days);
            int length = random.nextInt(Math.min(31, days - start));
            LocalDate first = middle.plusDays(from + start);
            return new DateRange(first, first.plusDays(length));
        }
    }

    private record Asked(Company company, Oracle oracle, LocalDate middle, Map<Days, Integer> lines) {}

    private static Company company(String zone, LocalDate middle) throws SQLException {
        Company company = Company.withHistory(ZoneId.of(zone), middle);
        DateRange days = new DateRange(middle.minusDays(20), middle.plusDays(20));
        company.calls.addAll(Calls.random(middle.toEpochDay(), CALLS, days, company.zone));
        company.settled.fill(new Random(middle.toEpochDay()), middle);
        try (Tables tables = new Tables()) {
            tables.fill(company, day -> isDirty(middle, day));
            Tables.sum(company, day -> isClean(middle, day) || day.getDayOfMonth() % 5 > 0);
            tables.spoilSums(company, day -> !isClean(middle, day) && day.getDayOfMonth() % 7 == 1);
        }
        return company;
    }

    /** All of these days have sums that are true. */
    private static boolean isClean(LocalDate middle, LocalDate day) {
        return ChronoUnit.DAYS.between(middle, day) <= Days.CLEAN.until;
    }

    /** Clean days at first, then some of each, dirty ones at last. */
    private static boolean isDirty(LocalDate middle, LocalDate day) {
        long after = ChronoUnit.DAYS.between(middle, day);
        return after >= Days.DIRTY.from || !isClean(middle, day) && day.getDayOfMonth() % 3 == 0;
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
        Asked asked = new Asked(company, new Oracle(company), middle, new ConcurrentHashMap<>());
        askAll(asked, Period.HOURLY);
        try (Tables tables = new Tables()) {
            tables.forgetHours(asked.company(), day -> !isDirty(middle, day)); // as retention does, days stay
            for (Period period : List.of(Period.DAILY, Period.WEEKLY, Period.MONTHLY)) {
                askAll(asked, period);
            }
            assertThat(tables.dirtyDays(asked.company()))
                    .as("nobody cleaned a day meanwhile")
                    .isEqualTo(asked.company().calls.stream()
                            .map(asked.company()::dayOf)
                            .filter(day -> isDirty(middle, day))
                            .collect(Collectors.toSet()));
        }
        assertThat(asked.lines()).containsOnlyKeys(Days.values());
        assertThat(asked.lines().values()).allSatisfy(lines -> assertThat(lines).isGreaterThan(1000));
    }

    /** Every set of dimensions, several at a time. */
    private static void askAll(Asked asked, Period period) {
        asked.oracle().prepare(period);
        IntStream.range(1, 1 << Dimension.values().length).parallel().forEach(set -> {
            Days days = Days.values()[(set + period.ordinal()) % Days.values().length];
            Random random = new Random(Objects.hash(asked.middle(), period.ordinal(), set));
            int lines = compare(asked, days, period, dimensions(set), random);
            asked.lines().merge(days, lines, Integer::sum);
        });
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

    /** Asks one question; says how many lines it has. */
    @SuppressWarnings("checkstyle:ParameterNumber") // what is asked of whom
    private static int compare(Asked asked, Days days, Period period, List<Dimension> dimensions, Random random) {
        Company company = asked.company();
        DateRange range = days.some(asked.middle(), random);
        Map<String, String> query = filter(company, random);
        query.put("source", SOURCES.get(random.nextInt(SOURCES.size())));
        query.put("period", period.name().toLowerCase(Locale.ROOT));
        query.put("start_date", range.start().toString());
        query.put("end_date", range.end().toString());
        query.put(
                "group_by",
                dimensions.stream()
                        .map(dimension -> dimension.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(",")));
        List<String> expected = asked.oracle().list(period, range, dimensions, query);
        int limit = random.nextInt(6) == 0 ? 1 + expected.size() / 3 : 1000;
        List<JsonNode> items = Api.analyst(company.org).all(query, limit);
        assertThat(Oracle.lines(items, dimensions)).as("%s by %d", query, limit).isEqualTo(expected);
        return expected.size();
    }

    /** A random one of the filters, or two of them, or none. */
    private static Map<String, String> filter(Company company, Random random) {
        List<Map.Entry<String, String>> filters = new ArrayList<>(List.of(
                Map.entry("user_id", "unknown"),
                Map.entry("user_id", "unattributed"),
                Map.entry("model", "gpt-4o"),
                Map.entry("model", "claude-sonnet-4"),
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
