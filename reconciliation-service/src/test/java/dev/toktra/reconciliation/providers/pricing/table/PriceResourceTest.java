package dev.toktra.reconciliation.providers.pricing.table;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import dev.toktra.devstack.fixture.CallerToken;
import dev.toktra.devstack.fixture.TestCallers;
import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.reconciliation.ledger.LedgerRig;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
class PriceResourceTest {

    private LedgerRig rig;

    @BeforeEach
    void open() throws Exception {
        rig = new LedgerRig();
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    private CallerToken caller() {
        return TestCallers.caller(rig.org(), "reconciliation-service");
    }

    private ValidatableResponse get(String path) {
        return get(caller().roles("analyst"), path);
    }

    private static ValidatableResponse get(CallerToken caller, String path) {
        return given().header("Authorization", "Bearer " + caller.token())
                .get(path)
                .then();
    }

    @Test
    void pricesAreShownByProviderModelAndDay() {
        get("/v1/prices?provider=openai&model=gpt-4o&day=2026-11-20")
                .statusCode(200)
                .body("total_count", equalTo(3))
                .body("has_more", equalTo(false))
                .body("items.tier", contains("batch", "priority", "standard"))
                .body("items.model", contains("gpt-4o", "gpt-4o", "gpt-4o"))
                .body("items[2].input", equalTo(2.5f))
                .body("items[2].cache_read", equalTo(1.25f))
                .body("items[2].cache_write_1h", nullValue())
                .body("items[2].output", equalTo(10))
                .body("items[2].valid_from", nullValue())
                .body("items[2].source", equalTo("genai-prices 0.1.8"))
                .body("items[2].overridden", equalTo(false));
    }

    @Test
    void aModelShowsThePatternsThatItFits() {
        get("/v1/prices?model=ft:gpt-4o-2024-08-06:acme::1").body("items.model", contains("ft:gpt-4o-2024-*"));
    }

    @Test
    void aDayShowsThePriceOfThatDay() {
        get("/v1/prices?provider=openai&model=gpt-5.6&day=2026-08-20")
                .body("items.tier", hasItems("batch", "standard"));
        get("/v1/prices?provider=openai&model=gpt-5.6&day=2026-08-21")
                .body("items.input", contains(4))
                .body("items.valid_from", contains("2026-08-21"));
    }

    @Test
    void pagesAreTheWholeList() {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        boolean more = true;
        int total = 0;
        while (more) {
            var page = get("/v1/prices?limit=100" + cursor).statusCode(200).extract();
            ids.addAll(page.path("items.price_id"));
            more = page.path("has_more");
            total = page.path("total_count");
            cursor = "&cursor=" + page.path("next_cursor");
        }
        assertThat(ids).doesNotHaveDuplicates().hasSize(total).hasSizeGreaterThan(300);
    }

    @Test
    void wrongParametersAreAllNamed() {
        get("/v1/prices?provider=mistral&day=2026-02-30&limit=0")
                .statusCode(400)
                .body("errors.pointer", hasItems("?provider", "?day", "?limit"));
        get("/v1/prices?modle=x").statusCode(400).body("errors[0].pointer", equalTo("?modle"));
    }

    @Test
    void onlyWhoSeesAllDataSeesPrices() {
        for (String path : List.of("/v1/prices", "/v1/prices/unknown")) {
            get(caller().roles("member"), path).statusCode(403);
            get(caller().roles("admin"), path).statusCode(200);
            get(caller().actor("key", "k-1").roles("analyst").scopes("usage:read"), path)
                    .statusCode(403);
            get(caller().actor("key", "k-1").roles("analyst").scopes("reconciliation:read"), path)
                    .statusCode(200);
        }
    }

    @Test
    void whatWasUsedWithoutAPriceIsListed() throws Exception {
        LocalDate today = LocalDate.now(Clock.systemUTC());
        estimate("made-up-1", today.minusDays(1), null);
        estimate("made-up-1", today.minusDays(29), null);
        estimate("made-up-1", today.minusDays(30), null);
        estimate("gpt-4o", today, "openai/gpt-4o");
        share("made-up-1", "standard", today.minusDays(2), null);
        share("made-up-1", "flex", today.minusDays(3), null);
        share("gpt-4o", "standard", today, "1.5");
        get("/v1/prices/unknown")
                .statusCode(200)
                .body("since", equalTo(today.minusDays(29).toString()))
                .body("items.tier", contains("standard", "flex"))
                .body("items.model", contains("made-up-1", "made-up-1"))
                .body("items[0].estimated.input", equalTo(600))
                .body("items[0].estimated.output", equalTo(200))
                .body("items[0].reconciled.input", equalTo(70))
                .body("items[0].last_day", equalTo(today.minusDays(1).toString()))
                .body("items[1].estimated", nullValue())
                .body("items[1].reconciled.output", equalTo(7));
        get(TestCallers.caller(UUID.randomUUID(), "reconciliation-service").roles("admin"), "/v1/prices/unknown")
                .body("items", empty());
    }

    private void estimate(String model, LocalDate day, @Nullable String price) throws Exception {
        run("insert into usage_daily (org_id, day, identity_id, provider, model, application, zone, price_id, "
                + PriceRig.measures() + ") values (?, '" + day + "', 1, 'openai', '" + model + "', 'app', 'UTC', "
                + (price == null ? "null" : "'" + price + "'") + ", "
                + PriceRig.measures().replaceAll("\\w+", "100")
                + ")");
    }

    private void share(String model, String tier, LocalDate day, @Nullable String cost) throws Exception {
        run("insert into settled_share (org_id, provider, hour, day, model, subject, application, attribution, tier,"
                + " input, output, cost) values (?, 'openai', '" + day + "T10:00:00Z', '" + day + "', '" + model
                + "', 'unknown', 'app', 'allocated', '" + tier + "', 70, 7, " + cost + ")");
    }

    private void run(String sql) throws Exception {
        try (var statement = rig.connection().prepareStatement(sql)) {
            statement.setObject(1, rig.org());
            statement.execute();
        }
    }
}
