package dev.toktra.reconciliation.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.devstack.fixture.TestCallers;
import dev.toktra.devstack.fixture.TestStack;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** How long a check takes in an organisation of 2,000 people with 1,000 budgets; more calls by -Dtoktra.check.calls. */
@QuarkusTest
@WithTestResource(TestStack.class)
class CheckSpeedTest {

    private static final Logger LOG = Logger.getLogger(CheckSpeedTest.class);
    private static final int CALLS = Integer.getInteger("toktra.check.calls", 300);

    @Inject
    @SuppressWarnings("NullAway.Init")
    Clock clock;

    @Test
    void aCheckTakesMilliseconds() throws Exception {
        BudgetRig rig = company();
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RestAssured.port + "/v1/budgets/check"))
                .header(
                        "Authorization",
                        "Bearer "
                                + TestCallers.caller(rig.org, "reconciliation-service")
                                        .roles("analyst")
                                        .token())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"user_id\": \"%s\", \"provider\": \"openai\", \"model\": \"gpt-4o\", \"input_tokens\": 10}"
                                .formatted(rig.ann)))
                .build();
        long[] nanos = new long[CALLS];
        for (int i = -CALLS / 3; i < CALLS; i++) {
            long begin = System.nanoTime();
            assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
            nanos[Math.max(i, 0)] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        Duration median = Duration.ofNanos(nanos[CALLS / 2]);
        LOG.infof("%d checks: median %s, 99 %% within %s", CALLS, median, Duration.ofNanos(nanos[CALLS * 99 / 100]));
        assertThat(median).isLessThan(Duration.ofMillis(100));
    }

    private BudgetRig company() {
        BudgetRig rig = new BudgetRig(clock.instant(), "UTC");
        rig.execute("""
                insert into person
                select ?, md5('%1$s' || n)::uuid, 'p' || n || '@acme.test', 'P', 'member', 'active'
                from generate_series(1, 2000) n""".formatted(rig.org), rig.org);
        rig.execute("""
                insert into membership
                select ?, md5('%1$s' || n)::uuid, ?, null, '2020-01-01', null from generate_series(1, 2000) n""".formatted(rig.org), rig.org, rig.middle);
        rig.execute("""
                insert into budget (budget_id, org_id, name, scope, scope_id, measure, amount, period, hard, rollover,
                    thresholds, starts_on, version, computed_version, created_at, updated_at)
                select md5('b%1$s' || n)::uuid, ?, 'B' || n, 'person', md5('%1$s' || n)::uuid, 'usd', 100, 'monthly', true,
                    false, '{50,80,100}', '2020-01-01', 1, 1, now(), now() from generate_series(1, 1000) n""".formatted(rig.org), rig.org);
        rig.budget("organisation", null, "tokens", 1_000_000, "monthly");
        rig.budget("department", rig.top, "usd", 1_000_000, "monthly");
        rig.budget("person", rig.ann, "usd", 1_000_000, "daily");
        rig.refresh();
        return rig;
    }
}
