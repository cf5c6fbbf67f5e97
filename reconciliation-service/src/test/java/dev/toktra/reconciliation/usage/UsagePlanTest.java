package dev.toktra.reconciliation.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.toktra.reconciliation.ledger.LedgerRig;
import dev.toktra.reconciliation.ledger.TestSchema;
import dev.toktra.reconciliation.usage.question.DateRange;
import dev.toktra.reconciliation.usage.question.Dimension;
import dev.toktra.reconciliation.usage.question.Period;
import dev.toktra.reconciliation.usage.question.Question;
import dev.toktra.reconciliation.usage.question.Source;
import dev.toktra.reconciliation.usage.question.UsageFilter;
import dev.toktra.reconciliation.usage.question.UserFilter;
import dev.toktra.reconciliation.usage.view.Restriction;
import dev.toktra.reconciliation.usage.view.Selection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How much of the tables the database reads for an answer, in an organisation with much usage. */
class UsagePlanTest {

    private static final LocalDate LAST = LocalDate.of(2026, 3, 31);
    private static final DateRange QUARTER = new DateRange(LAST.minusDays(89), LAST);
    private static final List<LocalDate> QUARTER_DAYS =
            QUARTER.start().datesUntil(LAST.plusDays(1)).toList();
    private static final int PEOPLE = 200;
    private static final int HOURS = 12;
    private static final UsageFilter ALL = new UsageFilter(null, null, null, null, null);

    private static LedgerRig rig;

    @BeforeAll
    static void fill() throws Exception {
        rig = new LedgerRig();
        String sums = " 1, 0, 0, 0, 5, 4, 3, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0";
        run("insert into identity_person select '$org', n, person(n), '2020-01-01', null from generate_series(1, "
                        .replace("person(n)", "('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid")
                + PEOPLE + ") n");
        String hours =
                "insert into usage_hourly select '$org', d::date, d + h * interval '1 hour', n, 'openai', 'gpt-4o',"
                        + " 'cli', 'UTC'," + sums + " from generate_series('%s'::timestamp, '%s', '1 day') d,"
                        + " generate_series(0, " + (HOURS - 1) + ") h, generate_series(1, " + PEOPLE + ") n";
        run("set time zone 'UTC'");
        run(hours.formatted(QUARTER.start(), LAST));
        run("insert into usage_daily select org_id, day, identity_id, provider, model, application, zone, "
                + "12," + sums.substring(3) + ", token_source, client from usage_hourly where org_id = '$org'"
                + " and extract(hour from hour at time zone 'UTC') = 0");
        settle();
    }

    private static void settle() throws SQLException {
        run(
                "insert into settled_day select '$org', 'openai', d::date, d < '%s' from generate_series('%s'::timestamp, '%s',"
                                .formatted(LAST.minusDays(2), QUARTER.start(), LAST.minusDays(1))
                        + " '1 day') d");
        run("insert into settled_hour select distinct '$org'::uuid, 'openai', hour, 'reconciled' from usage_hourly"
                + " where org_id = '$org' and hour < '" + LAST.minusDays(1) + " 06:00Z'");
        run("insert into settled_daily select org_id, day, provider, model, '00000000-0000-4000-8000-'"
                + " || lpad(identity_id::text, 12, '0'), null, application, 'exact', 'reconciled', 10, 5, null, null, null,"
                + " null, 1, 0 from usage_daily where org_id = '$org' and day < '" + LAST + "'");
        run("insert into dirty_day (org_id, day) select '$org', '" + LAST + "' from generate_series(1, 5)");
        for (String table : List.of(
                "usage_hourly",
                "usage_daily",
                "settled_day",
                "settled_hour",
                "settled_daily",
                "dirty_day",
                "identity_person")) {
            try (Connection superuser = TestSchema.stack().database().connect();
                    Statement statement = superuser.createStatement()) {
                statement.execute("analyze reconciliation." + table);
            }
        }
    }

    @AfterAll
    static void close() throws Exception {
        run("delete from usage_hourly where org_id = '$org'");
        run("delete from usage_daily where org_id = '$org'");
        run("delete from settled_daily where org_id = '$org'");
        rig.close();
    }

    private static void run(String sql) throws SQLException {
        try (Statement statement = rig.connection().createStatement()) {
            statement.execute(sql.replace("$org", rig.org().toString()));
        }
    }

    /** Rows that scans of a table came across, those that they left out included. */
    private static long read(JsonNode plan, String table) {
        long rows = 0;
        if (plan.path("Relation Name").asText().equals(table)) {
            long each = plan.get("Actual Rows").asLong()
                    + plan.path("Rows Removed by Filter").asLong()
                    + plan.path("Rows Removed by Index Recheck").asLong();
            rows += each * plan.get("Actual Loops").asLong();
        }
        for (JsonNode part : plan.path("Plans")) {
            rows += read(part, table);
        }
        return rows;
    }

    private static JsonNode plan(UsageSql.Statement asked) throws Exception {
        try (Connection app = TestSchema.stack().connect("reconciliation_app");
                Statement statement = app.createStatement()) {
            app.setAutoCommit(false);
            statement.execute("select set_config('toktra.org', '" + rig.org() + "', true)");
            String text = asked.text();
            for (int i = asked.parameters().size(); i > 0; i--) {
                Object value = asked.parameters().get(i - 1);
                text = text.replace("$" + i, literal(value));
            }
            try (PreparedStatement explain = app.prepareStatement("explain (analyze, format json) " + text);
                    ResultSet row = explain.executeQuery()) {
                row.next();
                return new ObjectMapper().readTree(row.getString(1)).get(0).get("Plan");
            }
        }
    }

    private static String literal(Object value) {
        if (value instanceof LocalDate[] days) {
            return "'{" + Arrays.stream(days).map(LocalDate::toString).collect(Collectors.joining(",")) + "}'::date[]";
        }
        return value instanceof Number
                ? value.toString()
                : "'" + value + "'" + (value instanceof LocalDate ? "::date" : value instanceof UUID ? "::uuid" : "");
    }

    private static Selection selection(Period period, @Nullable UserFilter user) {
        Question question = new Question(period, List.of(Dimension.USER, Dimension.MODEL), Source.BEST, ALL);
        return new Selection(question, QUARTER, new Restriction(user, null, null, null, null));
    }

    @ParameterizedTest
    @EnumSource(names = {"DAILY", "MONTHLY"})
    void hoursAreReadOfDaysOnlyThatAreSettledInPart(Period period) throws Exception {
        JsonNode plan = plan(UsageSql.page(selection(period, null), QUARTER_DAYS, null, 25));
        assertThat(read(plan, "usage_hourly")).isEqualTo(3L * HOURS * PEOPLE);
    }

    @Test
    void oneOfManyPeopleIsFoundWithoutReadingTheOthers() throws Exception {
        UUID person = UUID.fromString("00000000-0000-4000-8000-000000000007");
        JsonNode plan = plan(UsageSql.page(selection(Period.DAILY, UserFilter.of(person)), QUARTER_DAYS, null, 25));
        assertThat(read(plan, "usage_daily")).isLessThan(1000);
        assertThat(read(plan, "settled_daily")).isLessThan(1000);
    }
}
