package dev.toktra.reconciliation.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.reconciliation.usage.question.Period;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(DirtyDaysStay.class)
@WithTestResource(TestStack.class)
class UsageAccessTest {

    private static final String ALL = "/v1/usage?limit=1000&period=monthly&group_by=provider&" + Companies.RANGE;

    private static final List<String> SECURED = List.of(
            "usage_hourly",
            "usage_daily",
            "usage_daily_person",
            "usage_daily_model",
            "summed_day",
            "dirty_sum",
            "organisation",
            "person",
            "membership",
            "placement",
            "unit",
            "identity",
            "identity_person",
            "settled_daily",
            "settled_share",
            "settled_day",
            "settled_hour",
            "calibration_factor",
            "model_name",
            "device_daily",
            "device_hourly",
            "best_daily");

    private static Company company;
    private static Company other;

    @BeforeAll
    static void fill() throws SQLException {
        company = Companies.settled(400, day -> day.getDayOfMonth() % 4 == 0);
        other = Companies.settled(100, day -> day.getDayOfMonth() % 4 == 0);
        try (Tables tables = new Tables()) {
            for (Company one : List.of(company, other)) {
                Tables.sum(one, day -> true);
                tables.spoilSums(one, day -> day.getDayOfMonth() % 5 == 0);
            }
        }
    }

    private static long requests(Api api, String path) {
        long sum = 0;
        for (JsonNode item : api.json(path).get("items")) {
            sum += item.get("total_requests").asLong();
        }
        return sum;
    }

    private static long calls(Predicate<Call> filter) {
        return company.calls.stream().filter(filter).count();
    }

    private static UUID department(int number) {
        return company.departments.get(number);
    }

    private static int status(Api api, String filter) {
        return api.get(ALL + filter).statusCode();
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "analyst", "privacy_officer"})
    void wholeOrganisationRolesSeeAll(String role) {
        Api api = Api.of(Api.caller(company.org).roles(role));
        assertThat(requests(api, ALL)).isEqualTo(company.calls.size());
    }

    @Test
    void aMemberSeesTheirOwnRowsOfEveryDay() {
        Api api = Api.person(company.org, company.people.get(0), "member");
        long own = calls(call -> company.personOf(call) == 0);
        assertThat(own).isPositive();
        assertThat(requests(api, ALL)).isEqualTo(own);
        assertThat(requests(api, ALL + "&user_id=" + company.people.get(0))).isEqualTo(own);
        assertThat(requests(api, ALL + "&department_id=" + department(3)))
                .isEqualTo(calls(call -> company.personOf(call) == 0 && company.departmentOf(call) == 3));
        assertThat(api.json("/v1/usage/summary?" + Companies.RANGE)
                        .get("totals")
                        .get("total_requests")
                        .asLong())
                .isEqualTo(own);
        assertThat(status(api, "&user_id=" + company.people.get(1))).isEqualTo(403);
        assertThat(status(api, "&user_id=unknown")).isEqualTo(403);
        assertThat(status(api, "&department_id=" + department(2))).isEqualTo(403);
    }

    @Test
    void aLeadSeesTheRowsThatCountForTheOwnSubtreeOnTheirDay() {
        Api api = Api.person(company.org, company.people.get(2), "lead");
        Set<Integer> own = Company.subtree(2);
        long seen = calls(call -> own.contains(company.departmentOf(call)));
        assertThat(seen).isPositive();
        assertThat(requests(api, ALL)).isEqualTo(seen);
        assertThat(api.json("/v1/usage/summary?" + Companies.RANGE)
                        .get("totals")
                        .get("total_requests")
                        .asLong())
                .isEqualTo(seen);
        assertThat(requests(api, ALL + "&user_id=" + company.people.get(1)))
                .isEqualTo(calls(call -> company.personOf(call) == 1));
        assertThat(status(api, "&user_id=" + company.people.get(0))).isEqualTo(403);
        assertThat(status(api, "&department_id=" + department(1))).isEqualTo(403);
        assertThat(status(api, "&team_id=" + company.teams.get(1))).isEqualTo(403);
        assertThat(api.get("/v1/usage?" + Companies.RANGE + "&department_id=" + department(1), "Accept", "text/csv")
                        .statusCode())
                .isEqualTo(403);
    }

    /** The sums of everything that a caller sees of the month. */
    private static String totals(Api api, String filter) {
        return OracleSum.text(
                api.json("/v1/usage/summary?" + Companies.RANGE + filter).get("totals"));
    }

    private static String oracle(Map<String, String> query) {
        return new Oracle(company).total(Period.DAILY, Companies.FEBRUARY, query);
    }

    @Test
    void whatProvidersCountedIsSeenAsFarAsWhatDevicesCounted() {
        String me = company.people.get(0).toString();
        Api member = Api.person(company.org, company.people.get(0), "member");
        assertThat(totals(member, "")).isEqualTo(oracle(Map.of("user_id", me)));
        assertThat(status(member, "&user_id=unattributed")).isEqualTo(403);
        Api lead = Api.person(company.org, company.people.get(2), "lead");
        Map<String, String> own = Map.of("department_id", department(2).toString());
        assertThat(totals(lead, "")).isEqualTo(oracle(own));
        Map<String, String> rest = new HashMap<>(own);
        rest.put("user_id", "unattributed");
        assertThat(totals(lead, "&user_id=unattributed"))
                .isEqualTo(oracle(rest))
                .isNotEqualTo(oracle(Map.of("user_id", "unattributed")));
        Api analyst = Api.analyst(company.org);
        assertThat(totals(analyst, "&user_id=unattributed")).isEqualTo(oracle(Map.of("user_id", "unattributed")));
    }

    @Test
    void withoutARoleOrScopeThereIsNothing() {
        assertThat(status(Api.of(Api.caller(company.org)), "")).isEqualTo(403);
        assertThat(status(Api.of(Api.caller(company.org).roles("member").actor("key", "k")), ""))
                .isEqualTo(403);
        Api key = Api.of(
                Api.caller(company.org).roles("analyst").actor("key", "k").scopes("directory:read"));
        assertThat(status(key, "")).isEqualTo(403);
        assertThat(key.get("/v1/usage/summary").statusCode()).isEqualTo(403);
        assertThat(key.get("/v1/usage", "Accept", "text/csv").statusCode()).isEqualTo(403);
        assertThat(status(
                        Api.of(Api.caller(company.org)
                                .roles("analyst")
                                .actor("key", "k")
                                .scopes("usage:read")),
                        ""))
                .isEqualTo(200);
    }

    @Test
    void departmentsHoldTheirSubtree() {
        Api api = Api.analyst(company.org);
        for (int i = 0; i < company.departments.size(); i++) {
            Set<Integer> subtree = Company.subtree(i);
            assertThat(requests(api, ALL + "&department_id=" + department(i)))
                    .isEqualTo(calls(call -> subtree.contains(company.departmentOf(call))))
                    .isPositive();
        }
    }

    @Test
    void idsOfAnotherOrganisationAreNotThere() {
        Api api = Api.analyst(company.org);
        for (String filter : List.of(
                "&user_id=" + other.people.get(0),
                "&department_id=" + other.departments.get(0),
                "&team_id=" + other.teams.get(0),
                "&department_id=" + company.teams.get(0),
                "&team_id=" + department(0),
                "&user_id=" + UUID.randomUUID())) {
            assertThat(status(api, filter)).as(filter).isEqualTo(404);
        }
    }

    @Test
    void anOrganisationSeesItsOwnRowsOnly() {
        assertThat(requests(Api.analyst(other.org), ALL)).isEqualTo(other.calls.size());
        assertThat(requests(Api.analyst(company.org), ALL)).isEqualTo(company.calls.size());
    }

    /** What the service asks, asked as its role without it: row security alone keeps organisations apart. */
    @Test
    void rowSecurityAloneKeepsOrganisationsApart() throws SQLException {
        try (Connection app = TestStack.running().connect("reconciliation_app");
                Statement sql = app.createStatement()) {
            app.setAutoCommit(false);
            for (String table : SECURED) {
                assertThat(count(sql, table, "true")).as(table).isZero();
            }
            sql.execute("select set_config('toktra.org', '" + other.org + "', true)");
            for (String table : SECURED) {
                assertThat(count(sql, table, "org_id = '" + other.org + "'"))
                        .as(table)
                        .isPositive();
                assertThat(count(sql, table, "org_id <> '" + other.org + "'"))
                        .as(table)
                        .isZero();
            }
            app.rollback();
            assertThat(count(sql, "usage_daily", "true")).isZero();
        }
    }

    private static long count(Statement sql, String table, String where) throws SQLException {
        try (ResultSet count = sql.executeQuery("select count(*) from " + table + " where " + where)) {
            count.next();
            return count.getLong(1);
        }
    }
}
