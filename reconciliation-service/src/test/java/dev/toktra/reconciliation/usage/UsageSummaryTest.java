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
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(DirtyDaysStay.class)
@WithTestResource(TestStack.class)
class UsageSummaryTest {

    private static final String PATH = "/v1/usage/summary?start_date=2026-02-11&end_date=2026-02-20";
    private static final DateRange RANGE = new DateRange(LocalDate.of(2026, 2, 11), LocalDate.of(2026, 2, 20));

    private static final String SETTLED = "/v1/usage/summary?start_date=2026-02-07&end_date=2026-02-12";
    private static final DateRange DAYS = new DateRange(LocalDate.of(2026, 2, 7), LocalDate.of(2026, 2, 12));

    private static Company company;

    @BeforeAll
    static void fill() throws SQLException {
        company = Companies.filled(500, day -> day.getDayOfMonth() % 4 == 0);
    }

    private static List<Call> calls(DateRange range, Predicate<Call> filter) {
        return company.calls.stream()
                .filter(call -> !company.dayOf(call).isBefore(range.start())
                        && !company.dayOf(call).isAfter(range.end()))
                .filter(filter)
                .toList();
    }

    private static long tokens(Stream<Call> calls) {
        return calls.mapToLong(call -> call.tokens().total()).sum();
    }

    private static long tokens(JsonNode figures) {
        return figures.get("total_input_tokens").asLong()
                + figures.get("total_output_tokens").asLong();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&model=gpt-4o", "&provider=openai"})
    void everythingAddsUpToTheCalls(String filter) {
        Predicate<Call> filtered =
                call -> filter.isEmpty() || filter.endsWith(call.model()) || filter.endsWith(call.provider());
        JsonNode summary = Api.analyst(company.org).json(PATH + filter);
        List<Call> calls = calls(RANGE, filtered);
        JsonNode totals = summary.get("totals");
        assertThat(totals.get("total_requests").asInt()).isEqualTo(calls.size()).isPositive();
        assertThat(tokens(totals)).isEqualTo(tokens(calls.stream()));
        assertThat(totals.get("active_users").asLong())
                .isEqualTo(calls.stream()
                        .mapToInt(company::personOf)
                        .filter(person -> person >= 0)
                        .distinct()
                        .count());
        assertThat(totals.get("unknown_identities").asLong())
                .isEqualTo(calls.stream()
                        .filter(call -> company.personOf(call) < 0)
                        .mapToInt(Call::identity)
                        .distinct()
                        .count());
        assertThat(tokens(summary.get("unknown_user")))
                .isEqualTo(tokens(calls.stream().filter(call -> company.personOf(call) < 0)));
    }

    @Test
    void providersAndDaysAddUpToTheCalls() {
        JsonNode summary = Api.analyst(company.org).json(PATH);
        List<Call> calls = calls(RANGE, call -> true);
        assertThat(summary.get("by_provider")).hasSize(3);
        for (JsonNode line : summary.get("by_provider")) {
            String provider = line.get("provider").asText();
            assertThat(tokens(line))
                    .isEqualTo(
                            tokens(calls.stream().filter(call -> call.provider().equals(provider))));
        }
        assertThat(summary.get("over_time")).hasSize(10);
        for (JsonNode line : summary.get("over_time")) {
            LocalDate day = LocalDate.parse(line.get("period").asText());
            assertThat(tokens(line))
                    .isEqualTo(tokens(
                            calls.stream().filter(call -> company.dayOf(call).equals(day))));
        }
    }

    /** Whatever is asked of providers that are settled in part, the sums are those of the list. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "best",
                "estimated",
                "calibrated",
                "reconciled",
                "best&provider=openai",
                "best&model=claude-sonnet-4"
            })
    void sumsOfEverySourceAreThoseOfTheList(String source) throws SQLException {
        Company settled = Companies.settled(500, day -> day.getDayOfMonth() % 4 == 0);
        JsonNode summary = Api.analyst(settled.org).json(SETTLED + "&top=5&source=" + source);
        Map<String, String> query = query("source=" + source);
        assertThat(OracleSum.text(summary.get("totals"))).isEqualTo(total(settled, DAYS, query));
        assertThat(OracleSum.text(summary.get("previous"))).isEqualTo(total(settled, DAYS.previous(), query));
        assertThat(OracleSum.text(summary.get("unattributed")))
                .isEqualTo(total(settled, DAYS, with(query, "user_id", "unattributed")));
        for (JsonNode line : summary.get("by_provider")) {
            String provider = line.get("provider").asText();
            assertThat(OracleSum.text(line)).isEqualTo(total(settled, DAYS, with(query, "provider", provider)));
        }
        for (JsonNode line : summary.get("over_time")) {
            LocalDate day = LocalDate.parse(line.get("period").asText());
            assertThat(OracleSum.text(line)).isEqualTo(total(settled, new DateRange(day, day), query));
        }
        assertThat(summary.get("top_users").findValuesAsText("user_id"))
                .containsExactlyInAnyOrderElementsOf(people(settled, query))
                .hasSize(source.endsWith("claude-sonnet-4") ? 4 : 5); // who came last never used that model
        for (JsonNode line : summary.get("top_users")) {
            String user = line.get("user_id").asText();
            assertThat(OracleSum.text(line)).isEqualTo(total(settled, DAYS, with(query, "user_id", user)));
        }
    }

    /** Whoever used anything in the days. */
    private static List<String> people(Company settled, Map<String, String> query) {
        return settled.people.stream()
                .map(UUID::toString)
                .filter(person -> !new Oracle(settled)
                        .list(Period.MONTHLY, DAYS, List.of(Dimension.USER), with(query, "user_id", person))
                        .isEmpty())
                .toList();
    }

    private static String total(Company settled, DateRange range, Map<String, String> query) {
        return new Oracle(settled).total(Period.DAILY, range, query);
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new HashMap<>();
        for (String parameter : text.split("&")) {
            query.put(parameter.split("=")[0], parameter.split("=")[1]);
        }
        return query;
    }

    private static Map<String, String> with(Map<String, String> query, String name, String value) {
        Map<String, String> more = new HashMap<>(query);
        more.put(name, value);
        return more;
    }

    @Test
    void thePreviousRangeHasTheSameDaysOfTheWeek() {
        JsonNode summary = Api.analyst(company.org).json(PATH);
        JsonNode previous = summary.get("previous");
        assertThat(previous.get("start_date").asText()).isEqualTo("2026-01-28");
        assertThat(previous.get("end_date").asText()).isEqualTo("2026-02-06");
        List<Call> before = calls(RANGE.previous(), call -> true);
        assertThat(previous.get("total_requests").asInt())
                .isEqualTo(before.size())
                .isPositive();
        assertThat(tokens(previous)).isEqualTo(tokens(before.stream()));
        BigDecimal growth = BigDecimal.valueOf(calls(RANGE, call -> true).size())
                .divide(BigDecimal.valueOf(before.size()), 4, RoundingMode.HALF_EVEN)
                .subtract(BigDecimal.ONE);
        assertThat(previous.get("change").get("total_requests").decimalValue()).isEqualByComparingTo(growth);
    }

    @Test
    void topUsersAreSharesOfTheHighest() {
        JsonNode top = Api.analyst(company.org).json(PATH + "&top=3").get("top_users");
        List<Map.Entry<Integer, Long>> ranked = calls(RANGE, call -> company.personOf(call) >= 0).stream()
                .collect(Collectors.groupingBy(
                        company::personOf,
                        Collectors.summingLong(call -> call.tokens().total())))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<Integer, Long>comparingByValue().reversed())
                .limit(3)
                .toList();
        assertThat(top).hasSize(3);
        for (int i = 0; i < 3; i++) {
            int person = ranked.get(i).getKey();
            BigDecimal share = BigDecimal.valueOf(ranked.get(i).getValue())
                    .divide(BigDecimal.valueOf(ranked.get(0).getValue()), 4, RoundingMode.HALF_EVEN);
            assertThat(top.get(i).get("user_name").asText()).isEqualTo("Person " + person);
            assertThat(top.get(i).get("user_id").asText())
                    .isEqualTo(company.people.get(person).toString());
            assertThat(top.get(i).get("share_of_highest").decimalValue()).isEqualByComparingTo(share);
        }
        assertThat(top.get(0).get("share_of_highest").decimalValue()).isEqualByComparingTo("1");
    }

    @Test
    void weeksAreThoseThatTheRangeTouches() {
        JsonNode weeks = Api.analyst(company.org).json(PATH + "&period=weekly").get("over_time");
        assertThat(weeks.findValuesAsText("period")).containsExactly("2026-02-09", "2026-02-16");
        assertThat(tokens(weeks.get(0)) + tokens(weeks.get(1))).isEqualTo(tokens(calls(RANGE, call -> true).stream()));
    }

    @Test
    void anEmptyRangeIsZeroCallsAndNobody() throws SQLException {
        Company empty = new Company(ZoneOffset.UTC);
        try (Tables tables = new Tables()) {
            tables.directory(empty);
        }
        JsonNode summary = Api.analyst(empty.org).json("/v1/usage/summary");
        assertThat(summary.get("totals").get("total_requests").asInt()).isZero();
        assertThat(summary.get("totals").get("estimated_cost_usd").isNull()).isTrue();
        assertThat(summary.get("over_time")).hasSize(30);
        assertThat(summary.get("top_users")).isEmpty();
        assertThat(summary.get("unknown_user").isNull()).isTrue();
        assertThat(summary.get("previous").get("change").get("total_requests").isNull())
                .isTrue();
        assertThat(names(summary))
                .containsExactlyInAnyOrder(
                        "start_date",
                        "end_date",
                        "zone",
                        "totals",
                        "by_provider",
                        "over_time",
                        "top_users",
                        "unknown_user",
                        "unattributed",
                        "previous",
                        "as_of",
                        "freshness");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"period=hourly", "top=0", "top=101", "limit=5", "group_by=user", "cursor=x", "start_date=x"})
    void wrongParametersAreNamed(String query) {
        HttpResponse<String> answer = Api.analyst(company.org).get("/v1/usage/summary?" + query);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("?" + query.substring(0, query.indexOf('=')));
    }
}
