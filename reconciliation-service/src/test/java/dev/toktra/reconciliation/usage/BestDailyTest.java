package dev.toktra.reconciliation.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.reconciliation.ledger.LedgerRig;
import dev.toktra.reconciliation.ledger.TestSchema;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The one count of a day on which budgets and answers agree, small enough to be followed by hand. */
class BestDailyTest {

    private static final String ANN = "00000000-0000-4000-8000-00000000000a";
    private static final String SALES = "00000000-0000-4000-8000-0000000000d1";

    private static final String BEST = """
            select day, case user_id when '%s' then 'ann' else user_id end, unit_id is not null as unit, provider, model,
                application, status, settled, requests, input, output, fresh_input, cost, unpriced
            from best_daily where org_id = ? order by day, user_id, status, requests, input""".formatted(ANN);

    private LedgerRig rig;

    @BeforeEach
    void open() throws Exception {
        rig = new LedgerRig();
        run(
                "insert into organisation values ('$org', 1, 'Acme', '[{\"from\": \"2020-01-01\", \"zone\": \"UTC\"}]', 'USD',"
                        + " 'named', 390)");
        run("insert into identity_person values ('$org', 1, '" + ANN + "', '2020-01-01', null)");
        run("insert into model_name values ('$org', 'openai', 'gpt-4o-2024-08-06', 'gpt-4o')");
        run(
                "insert into calibration_factor values ('$org', 'openai', 'gpt-4o', 'tokenizer', 'agent/1', 1.1, 1, 1.2, 2, 1.5,"
                        + " 2.5, 20, now())");
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    /** Statements about the organisation of the test. */
    private void run(String sql) throws Exception {
        try (var statement = rig.connection().createStatement()) {
            statement.execute(sql.replace("$org", rig.org().toString()));
        }
    }

    /** Someone's calls of an hour, 100 fresh, 20 read and 10 output tokens each, in both sums. */
    private void used(String hour, int identity, String model, int requests) throws Exception {
        for (String table : List.of("usage_hourly", "usage_daily")) {
            boolean hourly = table.equals("usage_hourly");
            run(
                    ("insert into %s as u (org_id, day, %s identity_id, provider, model, application, token_source, client, zone,"
                                    + " requests, failed_requests, retried_requests, small_requests, fresh_input, cache_read,"
                                    + " cache_write, output, reasoning, wasted_fresh_input, wasted_cache_read, wasted_cache_write,"
                                    + " wasted_output, wasted_reasoning, edits_accepted, edits_rejected, lines_accepted, commits,"
                                    + " pull_requests) values ('$org', '%s', %s %d, 'openai', '%s', 'cli', 'tokenizer', 'agent/1',"
                                    + " 'UTC', %d, 0, 0, 0, %d, %d, 0, %d, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) on conflict"
                                    + " (org_id, day, %s identity_id, provider, model, application, token_source, client)"
                                    + " do update set requests = u.requests + excluded.requests,"
                                    + " fresh_input = u.fresh_input + excluded.fresh_input,"
                                    + " cache_read = u.cache_read + excluded.cache_read, output = u.output + excluded.output")
                            .formatted(
                                    table,
                                    hourly ? "hour," : "",
                                    hour.substring(0, 10),
                                    hourly ? "'" + hour + "'," : "",
                                    identity,
                                    model,
                                    requests,
                                    100 * requests,
                                    20 * requests,
                                    10 * requests,
                                    hourly ? "hour," : ""));
        }
    }

    private void settled(String subject, String unit, String state, int input) throws Exception {
        run(
                "insert into settled_daily values ('$org', '%s', 'openai', 'gpt-4o', '%s', %s, 'cli', 'exact', '%s', %d, 7, %3$s,"
                                .replace("%3$s", "null")
                                .formatted("2026-03-02", subject, unit, state, input)
                        + " null, null, null, 0.5, 3)");
    }

    @Test
    void whatNoProviderCountedIsTheDevicesCountCalibrated() throws Exception {
        used("2026-03-02 10:00Z", 1, "gpt-4o-2024-08-06", 5);
        used("2026-03-02 11:00Z", 9, "o3", 1);
        assertThat(rig.rows(BEST))
                .containsExactly(
                        "(2026-03-02,ann,f,openai,gpt-4o,cli,estimated,f,5,660,100,550,,760)",
                        "(2026-03-02,unknown,f,openai,o3,cli,estimated,f,1,120,10,100,,130)");
    }

    @Test
    void aWholeDayIsTheProvidersAndHasTheDevicesRequests() throws Exception {
        used("2026-03-02 10:00Z", 1, "gpt-4o", 5);
        run("insert into settled_day values ('$org', 'openai', '2026-03-02', true)");
        settled(ANN, "null", "reconciled", 500);
        settled("unattributed", "'" + SALES + "'", "restated", 40);
        assertThat(rig.rows(BEST))
                .containsExactly(
                        "(2026-03-02,ann,f,openai,gpt-4o,cli,reconciled,t,0,500,7,,0.5,3)",
                        "(2026-03-02,ann,f,openai,gpt-4o,cli,reconciled,t,5,0,0,0,,0)",
                        "(2026-03-02,unattributed,t,openai,gpt-4o,cli,restated,t,0,40,7,,0.5,3)");
    }

    @Test
    void aDayThatIsSettledInPartHasTheDevicesCountOfTheOtherHours() throws Exception {
        used("2026-03-02 10:00Z", 1, "gpt-4o", 5);
        used("2026-03-02 11:00Z", 1, "gpt-4o", 2);
        used("2026-03-02 12:00Z", 1, "gpt-4o", 3);
        run("insert into settled_day values ('$org', 'openai', '2026-03-02', false)");
        run("insert into settled_hour values ('$org', 'openai', '2026-03-02 10:00Z', 'reconciled'),"
                + " ('$org', 'openai', '2026-03-02 11:00Z', 'provisional')");
        settled(ANN, "null", "reconciled", 500);
        assertThat(rig.rows(BEST))
                .containsExactly(
                        "(2026-03-02,ann,f,openai,gpt-4o,cli,estimated,f,3,396,60,330,,456)",
                        "(2026-03-02,ann,f,openai,gpt-4o,cli,provisional,f,2,264,40,220,,304)",
                        "(2026-03-02,ann,f,openai,gpt-4o,cli,reconciled,t,0,500,7,,0.5,3)",
                        "(2026-03-02,ann,f,openai,gpt-4o,cli,reconciled,t,5,0,0,0,,0)");
    }

    @Test
    void aDayIsProvisionalWhereAllOfItsHoursAre() throws Exception {
        used("2026-03-02 10:00Z", 1, "gpt-4o", 5);
        run(
                "insert into settled_hour select '$org', 'openai', '2026-03-02 01:00Z'::timestamptz + h * interval '1 hour',"
                        + " 'provisional' from generate_series(0, 22) h");
        assertThat(rig.rows(BEST).get(0)).contains(",estimated,");
        run("insert into settled_hour values ('$org', 'openai', '2026-03-02 00:00Z', 'provisional')");
        assertThat(rig.rows(BEST)).hasSize(1).allSatisfy(row -> assertThat(row).contains(",provisional,f,5,660"));
    }

    /** Only there is usage_daily behind. */
    @Test
    void daysThatTheRollupIsBehindOnAreReadByHour() throws Exception {
        used("2026-03-02 10:00Z", 1, "gpt-4o", 5);
        run("update usage_daily set requests = 99, output = 99 where org_id = '$org'");
        assertThat(rig.rows(BEST).get(0)).contains(",99,");
        run("insert into dirty_day (org_id, day) values ('$org', '2026-03-02'), ('$org', '2026-03-02')");
        assertThat(rig.rows(BEST))
                .containsExactly("(2026-03-02,ann,f,openai,gpt-4o,cli,estimated,f,5,660,100,550,,760)");
    }

    /** 2, 1 and 10 USD a million: 550, 110 and 100 calibrated tokens are 0.00221, by day as by hour. */
    @Test
    void calibratedTokensCostWhatTheyCostAtThePriceOfTheDay() throws Exception {
        used("2026-03-02 10:00Z", 1, "gpt-4o", 5);
        String price = rig.org() + "-price";
        run(
                "insert into price (price_id, provider, model, tier, input, cache_read, output, source, overridden, replaced_at)"
                        + " values ('" + price + "', 'openai', 'gpt-4o', 'standard', 2, 1, 10, 'test', false, now())");
        run("update usage_daily set cost = 0.0016, price_id = '" + price + "' where org_id = '$org'");
        String cost = "select trim_scale(cost), unpriced from best_daily where org_id = ?";
        assertThat(rig.rows(cost)).containsExactly("(0.00221,0)");
        run("insert into dirty_day (org_id, day) values ('$org', '2026-03-02')");
        assertThat(rig.rows(cost)).containsExactly("(0.00221,0)");
        assertThat(rig.rows("select trim_scale(cost), trim_scale(calibrated_cost) from device_daily where org_id = ?"))
                .containsExactly("(0.0016,0.00221)");
        run("delete from calibration_factor where org_id = '$org'");
        assertThat(rig.rows(cost)).containsExactly("(0.0016,0)");
    }

    @Test
    void otherOrganisationsAreNotSeen() throws Exception {
        used("2026-03-02 10:00Z", 1, "gpt-4o", 5);
        try (var app = TestSchema.stack().connect("reconciliation_app");
                var statement = app.createStatement()) {
            app.setAutoCommit(false);
            for (UUID org : List.of(rig.org(), UUID.randomUUID())) {
                statement.execute("select set_config('toktra.org', '" + org + "', true)");
                try (var rows = statement.executeQuery("select count(*) from best_daily")) {
                    rows.next();
                    assertThat(rows.getInt(1)).isEqualTo(org.equals(rig.org()) ? 1 : 0);
                }
            }
        }
    }
}
