package dev.toktra.reconciliation.providers.polling;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;

import dev.toktra.devstack.fixture.TestCallers;
import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.devstack.provider.ProviderSimulator;
import dev.toktra.devstack.provider.SimulatorAccess;
import dev.toktra.devstack.provider.book.Figure;
import dev.toktra.devstack.provider.names.Account;
import dev.toktra.devstack.provider.names.ApiKey;
import dev.toktra.devstack.provider.names.Deployment;
import dev.toktra.devstack.provider.names.Names;
import dev.toktra.devstack.provider.names.Project;
import dev.toktra.devstack.provider.names.Provider;
import dev.toktra.devstack.provider.names.User;
import dev.toktra.devstack.provider.script.Fault;
import dev.toktra.devstack.provider.script.Rule;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a connection that an administrator adds to figures in the tables, with each of the simulated providers. */
@QuarkusTest
@WithTestResource(TestStack.class)
class SimulatedPollingTest {

    private static final String SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";

    private final UUID org = UUID.randomUUID();
    private final ProviderSimulator simulator = ProviderSimulator.start(Clock.systemUTC());
    private final Instant hour =
            Clock.systemUTC().instant().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(5));

    @Inject
    PollingJob job;

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    @BeforeEach
    void name() throws Exception {
        update("update provider_connection set state = 'paused'");
        Names names = simulator.book().names();
        for (Provider provider : List.of(Provider.OPENAI, Provider.ANTHROPIC)) {
            names.add(User.of(provider, "user_1", "ada@example.org"));
            names.add(Project.of(provider, "proj_1", "Search"));
            names.add(ApiKey.ofUser(provider, "key_1", "user_1", "proj_1"));
        }
        names.add(Account.of(SUBSCRIPTION, "Sales"));
        names.add(Deployment.of("Sales", "chat-1", "gpt-4o"));
        names.add(Project.of(Provider.GCP_VERTEX, "shop-1", "Shop"));
    }

    @AfterEach
    void close() throws Exception {
        simulator.close();
        update("update provider_connection set state = 'paused'");
    }

    private RequestSpecification admin() {
        String token =
                TestCallers.caller(org, "reconciliation-service").roles("admin").token();
        return given().header("Authorization", "Bearer " + token).contentType("application/json");
    }

    private Figure figure(Provider provider, Instant at, long tokens) {
        return switch (provider) {
            case OPENAI, ANTHROPIC ->
                Figure.of(provider, at, "model-1")
                        .user("user_1")
                        .key("key_1")
                        .project("proj_1")
                        .tokens(tokens, 10)
                        .requests(3)
                        .figure();
            case AZURE_OPENAI ->
                Figure.of(provider, at, "gpt-4o")
                        .project("Sales")
                        .deployment("chat-1")
                        .tokens(tokens, 10)
                        .requests(3)
                        .figure();
            case GCP_VERTEX ->
                Figure.of(provider, at, "gemini-2.5-pro")
                        .project("shop-1")
                        .tokens(tokens, 10)
                        .requests(3)
                        .figure();
        };
    }

    private Map<String, Object> wanted(Provider provider) {
        SimulatorAccess access = simulator.access();
        return switch (provider) {
            case OPENAI -> wanted(provider, access.openaiKey(), Map.of("base_url", access.openai()));
            case ANTHROPIC -> wanted(provider, access.anthropicKey(), Map.of("base_url", access.anthropic()));
            case AZURE_OPENAI -> wanted(provider, access.azureClient().clientSecret(), azure(access));
            case GCP_VERTEX -> wanted(provider, access.gcpServiceAccount(), google(access));
        };
    }

    private static Map<String, Object> azure(SimulatorAccess access) {
        return Map.of(
                "login_url",
                access.azureLogin(),
                "management_url",
                access.azureManagement(),
                "tenant",
                access.azureClient().tenant(),
                "client_id",
                access.azureClient().clientId(),
                "subscriptions",
                List.of(SUBSCRIPTION));
    }

    private static Map<String, Object> google(SimulatorAccess access) {
        return Map.of(
                "token_url",
                access.gcpToken(),
                "monitoring_url",
                access.gcpMonitoring(),
                "projects",
                List.of("shop-1"));
    }

    private static Map<String, Object> wanted(Provider provider, String secret, Map<String, Object> settings) {
        return Map.of("provider", provider.word(), "name", "Main", "secret", secret, "settings", settings);
    }

    private String connect(Provider provider) {
        String id = admin().body(wanted(provider))
                .post("/v1/providers")
                .then()
                .statusCode(201)
                .extract()
                .path("connection_id");
        return "/v1/providers/" + id;
    }

    private void read() {
        job.readAll().await().atMost(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void figuresOfAProviderArriveAndAreReplaced(Provider provider) throws Exception {
        Instant old = hour.minus(Duration.ofDays(20));
        simulator.book().put(provider, hour, List.of(figure(provider, hour, 100)));
        simulator.book().put(provider, old, List.of(figure(provider, old, 7)));
        String path = connect(provider);
        admin().post(path + "/test").then().statusCode(200).body("works", equalTo(true));
        read();
        assertThat(sum()).isEqualTo("107 20 2");
        admin().get(path)
                .then()
                .body("freshness.state", equalTo("fresh"))
                .body("freshness.settled_through", notNullValue());

        simulator.book().put(provider, hour, List.of(figure(provider, hour, 130)));
        admin().post(path + "/poll").then().statusCode(202).body("queued", greaterThan(1));
        read();
        assertThat(sum()).isEqualTo("137 20 2");
        admin().get(path + "/runs?limit=100")
                .then()
                .statusCode(200)
                .body("items.outcome", everyItem(equalTo("complete")))
                .body("items.span", hasItems("recent", "backfill", "names"))
                .body(
                        "items.findAll { it.changed > 0 && it.source ==~"
                                + " 'openai_completions|anthropic_messages|.*_tokens' }.changed.sum()",
                        equalTo(1));
        if (provider == Provider.OPENAI || provider == Provider.ANTHROPIC) {
            assertThat(one("select email from provider_name where org_id = '" + org + "' and kind = 'user'"))
                    .isEqualTo("ada@example.org");
        }
    }

    @Test
    void providerThatRefusesTheKeyIsShownAsStaleInWords() throws Exception {
        simulator.book().put(Provider.OPENAI, hour, List.of(figure(Provider.OPENAI, hour, 100)));
        String path = connect(Provider.OPENAI);
        read();
        simulator.script().add(Rule.of(Fault.UNAUTHORIZED));
        admin().post(path + "/poll").then().statusCode(202);
        read();
        assertThat(sum()).isEqualTo("100 10 1");
        admin().get(path)
                .then()
                .body("freshness.state", equalTo("stale"))
                .body("freshness.last_failure.failure", equalTo("unauthorized"))
                .body("freshness.last_failure.words", containsString("key"));
        admin().get(path + "/runs?limit=2")
                .then()
                .body("has_more", equalTo(true))
                .body("items[0].outcome", equalTo("failed"))
                .body("items[0].duration_ms", notNullValue());
    }

    private String sum() throws SQLException {
        return one("select concat_ws(' ', sum(input), sum(output), count(*)) from provider_count where org_id = '" + org
                + "' and state = 'known'");
    }

    private String one(String sql) throws SQLException {
        try (Connection connection = worker.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private void update(String sql) throws SQLException {
        try (Connection connection = worker.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
