package dev.toktra.reconciliation.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.reconciliation.asking.view.DateRange;
import dev.toktra.reconciliation.usage.question.Dimension;
import dev.toktra.reconciliation.usage.question.Period;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An organisation takes another time zone: its days are longer or shorter then, and nothing is in two of them or none. */
@QuarkusTest
@TestProfile(DirtyDaysStay.class)
@WithTestResource(TestStack.class)
class UsageZoneChangeTest {

    private static final LocalDate MOVE = LocalDate.of(2026, 2, 11);

    /** Westward the day of the move begins by the old clocks and ends by the new; eastward the day before is cut short. */
    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({
        "Asia/Kathmandu, UTC",
        "UTC, Asia/Kathmandu",
        "Europe/Berlin, America/New_York",
        "America/New_York, Asia/Tokyo"
    })
    void everyPeriodIsAnsweredAsTheCallsSay(String from, String to) throws SQLException {
        Company company = company(ZoneId.of(from), ZoneId.of(to));
        Oracle oracle = new Oracle(company);
        for (Period period : Period.values()) {
            for (int before = 0; before < 3; before++) {
                for (int after = 0; after < 3; after++) {
                    DateRange range = new DateRange(MOVE.minusDays(before), MOVE.plusDays(after));
                    List<Dimension> dimensions = List.of(Dimension.PROVIDER);
                    List<JsonNode> items = Api.analyst(company.org).all(question(period, range), 7);
                    assertThat(Oracle.lines(items, dimensions))
                            .as("%s of %s", period, range)
                            .isNotEmpty()
                            .isEqualTo(oracle.list(period, range, dimensions, Map.of()));
                }
            }
        }
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({"Asia/Kathmandu, UTC", "UTC, Asia/Kathmandu", "Europe/Berlin, America/New_York"})
    void hoursFollowOneAnother(String from, String to) throws SQLException {
        Company company = company(ZoneId.of(from), ZoneId.of(to));
        DateRange range = new DateRange(MOVE.minusDays(2), MOVE.plusDays(2));
        List<OffsetDateTime> hours = Api.analyst(company.org).all(question(Period.HOURLY, range), 1000).stream()
                .map(item -> OffsetDateTime.parse(item.get("period").asText()))
                .distinct()
                .toList();
        assertThat(hours.stream().map(OffsetDateTime::toInstant)).isSorted();
        assertThat(hours.stream().map(OffsetDateTime::getOffset).distinct()).hasSize(2);
        Instant begin = range.start().atStartOfDay(ZoneId.of(from)).toInstant();
        Instant end = range.end().plusDays(1).atStartOfDay(ZoneId.of(to)).toInstant();
        assertThat(hours.stream().map(OffsetDateTime::toInstant))
                .allSatisfy(hour -> assertThat(hour).isBetween(begin, end));
    }

    private static Map<String, String> question(Period period, DateRange range) {
        return Map.of(
                "period",
                period.name().toLowerCase(Locale.ROOT),
                "start_date",
                range.start().toString(),
                "end_date",
                range.end().toString(),
                "group_by",
                "provider");
    }

    private static Company company(ZoneId from, ZoneId to) throws SQLException {
        Company company = Company.withHistory(from, MOVE);
        company.move(MOVE, to);
        DateRange days = new DateRange(MOVE.minusDays(4), MOVE.plusDays(4));
        company.calls.addAll(Calls.random(7, 400, days, from));
        company.calls.addAll(Calls.random(8, 400, days, to));
        try (Tables tables = new Tables()) {
            tables.fill(company, day -> day.getDayOfMonth() % 2 == 0);
        }
        return company;
    }
}
