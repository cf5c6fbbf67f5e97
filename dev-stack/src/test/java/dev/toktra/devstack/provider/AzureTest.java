package dev.toktra.devstack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.devstack.provider.book.Figure;
import dev.toktra.devstack.provider.names.Account;
import dev.toktra.devstack.provider.names.Deployment;
import dev.toktra.devstack.provider.names.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzureTest {

    private static final String SPLIT = "ModelDeploymentName eq '*'";
    private static final String ACCOUNTS = "/subscriptions/sub-1/providers/Microsoft.CognitiveServices/accounts";

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void dimensionsComeBackInLowerCaseAndPointsAtTheirStart() {
        JsonNode series = world.azureDay("metricnames", "ProcessedPromptTokens", "$filter", SPLIT)
                .json()
                .at("/value/0/timeseries/0");
        assertThat(series.at("/metadatavalues/0/name/value").asText()).isEqualTo("modeldeploymentname");
        assertThat(series.at("/metadatavalues/0/value").asText()).isEqualTo("turbo");
        JsonNode point = series.path("data").path(10);
        assertThat(point.path("timeStamp").asText()).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(point.path("total").asLong()).isEqualTo(1475);
        assertThat(series.path("data").path(9).has("total")).isFalse();
    }

    @Test
    void bothFamiliesCountTheSameTrafficAndCachesAreAnthropicOnly() {
        assertThat(total("InputTokens"))
                .isEqualTo(total("ProcessedPromptTokens"))
                .isEqualTo(1475);
        assertThat(total("OutputTokens")).isEqualTo(total("GeneratedTokens")).isEqualTo(300);
        assertThat(total("ModelRequests"))
                .isEqualTo(total("AzureOpenAIRequests"))
                .isEqualTo(7);
        assertThat(total("cacheReadInputTokens")).isZero();
        world.simulator
                .book()
                .late(
                        World.HOUR,
                        Figure.of(Provider.AZURE_OPENAI, World.HOUR, "claude-opus-5")
                                .project("one")
                                .deployment("opus")
                                .tokens(10, 1)
                                .cached(5, 0, 0)
                                .figure());
        assertThat(total("cacheReadInputTokens")).isEqualTo(5);
        assertThat(total("InputTokens")).isEqualTo(1490);
        assertThat(total("ProcessedPromptTokens")).isEqualTo(1475);
    }

    private long total(String metric) {
        long total = 0;
        for (JsonNode point :
                world.azureDay("metricnames", metric, "interval", "P1D").json().findValues("total")) {
            total += point.asLong();
        }
        return total;
    }

    @Test
    void tenSeriesAreAllUnlessMoreAreAskedFor() {
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            world.simulator.book().names().add(Deployment.of("one", "d" + i, "gpt-4o"));
            figures.add(Figure.of(Provider.AZURE_OPENAI, World.HOUR, "gpt-4o")
                    .project("one")
                    .deployment("d" + i)
                    .tokens(10, 1)
                    .figure());
        }
        world.simulator.book().put(Provider.AZURE_OPENAI, World.HOUR, figures);
        assertThat(series()).isEqualTo(10);
        assertThat(series("top", "1000")).isEqualTo(15);
    }

    private int series(String... more) {
        return world.azureDay(World.joined(more, "metricnames", "InputTokens", "$filter", SPLIT))
                .json()
                .at("/value/0/timeseries")
                .size();
    }

    @Test
    void newestPointsAreZeroAndChangeLater() {
        world.at("2026-11-20T10:02:00Z");
        world.simulator.book().put(Provider.AZURE_OPENAI, World.HOUR.minusSeconds(3600), List.of(before()));
        JsonNode points = today();
        assertThat(points.path(10).path("total").asText()).isEqualTo("0.0");
        assertThat(points.path(11).has("total")).isFalse();
        world.at("2026-11-20T10:33:00Z");
        assertThat(today().path(10).path("total").asLong()).isEqualTo(150);
        world.at("2026-11-20T11:03:00Z");
        assertThat(today().path(10).path("total").asLong()).isEqualTo(300);
    }

    private static Figure before() {
        return Figure.of(Provider.AZURE_OPENAI, World.HOUR.minusSeconds(3600), "gpt-4o")
                .project("one")
                .deployment("turbo")
                .tokens(10, 10)
                .figure();
    }

    private JsonNode today() {
        return world.azureDay("metricnames", "OutputTokens").json().at("/value/0/timeseries/0/data");
    }

    @ParameterizedTest
    @CsvSource({
        "metricnames,Tokens",
        "interval,PT2H",
        "timespan,2026-11-20T00:00:00Z",
        "timespan,2026-11-20T00:00:00Z/2026-11-20T00:00:00Z",
        "aggregation,Average",
        "metricnamespace,Microsoft.Storage/storageAccounts",
        "top,20",
        "$filter,ModelName eq gpt",
        "$filter,Customer eq '*'",
        "$filter,Region eq 'a' or ModelName eq 'b'",
        "api-version,''"
    })
    void refuses(String name, String value) {
        assertThat(world.azureDay("metricnames", "InputTokens").status()).isEqualTo(200);
        Reply reply = world.azureDay("metricnames", "InputTokens", name, value);
        if (name.equals("api-version")) {
            reply = world.asking.azure(World.METRICS, "metricnames", "InputTokens");
            assertThat(reply.text()).contains("MissingApiVersionParameter");
        }
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/error/code").asText()).isNotEmpty();
    }

    @Test
    void olderMetricsKnowNoModelName() {
        assertThat(world.azureDay("metricnames", "ProcessedPromptTokens", "$filter", "ModelName eq '*'")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void moreThanTwentyMetricsAreRefused() {
        assertThat(world.azureDay("metricnames", "InputTokens,".repeat(21)).status())
                .isEqualTo(400);
    }

    @Test
    void signInIsStrict() {
        assertThat(world.asking.azureSignIn().json().path("expires_in").asInt()).isEqualTo(3599);
        assertThat(world.asking.azureSignIn("grant_type", "password").status()).isEqualTo(400);
        assertThat(world.asking
                        .azureSignIn("scope", "https://graph.microsoft.com/.default")
                        .status())
                .isEqualTo(400);
        assertThat(world.asking
                        .azureSignIn("resource", "https://management.azure.com/")
                        .status())
                .isEqualTo(400);
        assertThat(world.asking.azureSignIn("client_id", "nobody").status()).isEqualTo(400);
        Reply wrong = world.asking.azureSignIn("client_secret", "wrong");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.json().path("error_codes").path(0).asInt()).isEqualTo(7000215);
    }

    @Test
    void tokenHoldsForAnHour() {
        String token = world.asking.azureToken();
        String url = world.simulator.access().azureManagement() + ACCOUNTS + "?api-version=2024-10-01";
        assertThat(world.asking.get(url, Asking.bearer(token)).status()).isEqualTo(200);
        world.simulator.clock().set(Optional.of(World.NOW.plusSeconds(3599)));
        assertThat(world.asking.get(url, Asking.bearer(token)).status()).isEqualTo(401);
        assertThat(world.asking.get(url, Asking.bearer("other")).status()).isEqualTo(401);
    }

    @Test
    void accountsAreListedOverPagesByLink() {
        world.simulator.book().names().add(Account.of("sub-1", "two"));
        world.simulator.script().rowsPerPage(Provider.AZURE_OPENAI, 1);
        JsonNode first =
                world.asking.azure(ACCOUNTS, "api-version", "2024-10-01").json();
        String link = first.path("nextLink").asText();
        assertThat(link).startsWith(world.simulator.access().azureManagement().toString());
        JsonNode second =
                world.asking.get(link, Asking.bearer(world.asking.azureToken())).json();
        assertThat(first.at("/value/0/name").asText()).isEqualTo("one");
        assertThat(second.at("/value/0/name").asText()).isEqualTo("two");
        assertThat(second.has("nextLink")).isFalse();
        assertThat(world.asking
                        .azure(ACCOUNTS.replace("sub-1", "sub-9"), "api-version", "2024-10-01")
                        .status())
                .isEqualTo(404);
    }
}
