package dev.toktra.devstack.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toktra.devstack.provider.http.CallRecord;
import dev.toktra.devstack.provider.names.Provider;
import dev.toktra.devstack.provider.script.Fault;
import dev.toktra.devstack.provider.script.Rule;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every item that clients must survive can be asked for. */
class FaultsTest {

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource
    void statusIsAnsweredInTheWordsOfEachProvider(Fault fault, int status, Provider provider) {
        world.simulator
                .script()
                .add(Rule.of(fault).at(provider, World.endpoint(provider)).nth(1));
        Reply wrong = world.day(provider);
        assertThat(wrong.status()).isEqualTo(status);
        assertThat(wrong.json().has("error")).isTrue();
        assertThat(world.day(provider).status()).isEqualTo(200);
    }

    static Stream<Object[]> statusIsAnsweredInTheWordsOfEachProvider() {
        return Stream.of(
                        new Object[] {Fault.UNAUTHORIZED, 401},
                        new Object[] {Fault.FORBIDDEN, 403},
                        new Object[] {Fault.RATE_LIMITED_WITHOUT_RETRY_AFTER, 429},
                        new Object[] {Fault.SERVER_ERROR, 500},
                        new Object[] {Fault.UNAVAILABLE, 503},
                        new Object[] {Fault.OVERLOADED, 529},
                        new Object[] {Fault.REFUSED, 400})
                .flatMap(row -> Stream.of(Provider.values()).map(provider -> new Object[] {row[0], row[1], provider}));
    }

    @Test
    void rateLimitSaysWhenOrNot() {
        world.simulator.script().add(Rule.of(Fault.RATE_LIMITED).nth(1).seconds(17));
        world.simulator
                .script()
                .add(Rule.of(Fault.RATE_LIMITED_WITHOUT_RETRY_AFTER).nth(2));
        assertThat(world.openAiDay().headers().firstValue("retry-after")).contains("17");
        assertThat(world.openAiDay().headers().firstValue("retry-after")).isEmpty();
    }

    @Test
    void refusalsHaveTheirKnownSignatures() {
        world.simulator
                .script()
                .add(Rule.of(Fault.TOO_FAR_BACK).at(Provider.OPENAI).nth(1));
        assertThat(world.openAiDay().json().at("/error/code").asText()).isEqualTo("reporting_lookback_exceeded");
        world.simulator.script().add(Rule.of(Fault.GROUPING_REFUSED));
        assertThat(world.anthropicDay().text()).contains("Cannot specify more than 5");
        assertThat(world.openAiDay().text()).contains("1764979200");
    }

    @Test
    void reportsGoBackOnlySoFar() {
        world.simulator
                .script()
                .lookBack(Provider.OPENAI, Duration.ofDays(2))
                .lookBack(Provider.ANTHROPIC, Duration.ofDays(2));
        assertThat(world.openAiDay().json().at("/error/code").asText()).isEqualTo("reporting_lookback_exceeded");
        assertThat(world.anthropicDay().status()).isEqualTo(400);
        world.at("2026-11-22T00:00:00Z");
        assertThat(world.openAiDay().status()).isEqualTo(200);
        assertThat(world.anthropicDay().status()).isEqualTo(200);
    }

    @Test
    void proxiesAnswerWithPages() {
        world.simulator.script().add(Rule.of(Fault.HTML_PAGE).nth(1));
        world.simulator.script().add(Rule.of(Fault.BAD_GATEWAY).nth(2));
        world.simulator.script().add(Rule.of(Fault.OTHER_ENVELOPE).nth(3));
        world.simulator.script().add(Rule.of(Fault.REDIRECT).nth(4));
        Reply page = world.openAiDay();
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type").orElse("")).startsWith("text/html");
        assertThat(world.openAiDay().status()).isEqualTo(502);
        assertThat(world.openAiDay().json().path("status").asText()).isEqualTo("ok");
        Reply redirect = world.openAiDay();
        assertThat(redirect.status()).isEqualTo(302);
        assertThat(redirect.headers().firstValue("location").orElse("")).startsWith("http://localhost:");
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT_OFF", "TRUNCATED", "HANGS"})
    void connectionBreaks(Fault fault) {
        world.simulator.script().add(Rule.of(fault).seconds(1));
        assertThatThrownBy(() -> world.openAiDay()).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void bodyComesSlowly() {
        world.simulator.script().add(Rule.of(Fault.SLOW_BODY).seconds(1));
        long begun = System.nanoTime();
        assertThat(world.openAiDay().json().path("data")).hasSize(1);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(900));
    }

    @ParameterizedTest
    @EnumSource(names = {"AZURE_OPENAI", "GCP_VERTEX"})
    void tokenExpiresInTheMiddleAndANewOneWorks(Provider provider) {
        boolean azure = provider == Provider.AZURE_OPENAI;
        Function<String, Reply> ask = token -> world.asking.get(
                azure
                        ? world.simulator.access().azureManagement() + World.ACCOUNT
                                + "/deployments?api-version=2024-10-01"
                        : world.simulator.access().gcpMonitoring()
                                + "/v3/projects/vertex-1/metricDescriptors/aiplatform.googleapis.com/publisher/"
                                + "online_serving/token_count",
                Asking.bearer(token));
        String token = azure ? world.asking.azureToken() : world.asking.gcpToken();
        assertThat(ask.apply(token).status()).isEqualTo(200);
        world.simulator.script().add(Rule.of(Fault.TOKEN_EXPIRED).nth(1));
        assertThat(ask.apply(token).status()).isEqualTo(401);
        assertThat(ask.apply(token).status()).isEqualTo(401);
        String fresh = azure ? world.asking.azureToken() : world.asking.gcpToken();
        assertThat(ask.apply(fresh).status()).isEqualTo(200);
    }

    @Test
    void historyOfFaultsIsDecidedByItsSeed() {
        assertThat(history(7)).isEqualTo(history(7)).isNotEqualTo(history(8));
        assertThat(history(7).stream().filter(status -> status != 200).count()).isBetween(5L, 35L);
    }

    private List<Integer> history(long seed) {
        world.simulator.script().clear();
        world.simulator.script().history(seed, 0.2, List.of(Fault.SERVER_ERROR, Fault.RATE_LIMITED));
        return IntStream.range(0, 50)
                .mapToObj(call -> world.openAiDay().status())
                .toList();
    }

    @Test
    void journalTellsWhatWasAsked() {
        world.simulator.script().add(Rule.of(Fault.FORBIDDEN).at(Provider.OPENAI, "users"));
        world.asking.openai("/organization/users", "limit", "5");
        world.asking.openai("/organization/nothing");
        CallRecord call = world.simulator.calls().of(Provider.OPENAI, "users").get(0);
        assertThat(call.target()).isEqualTo("/openai/v1/organization/users?limit=5");
        assertThat(call.at()).isEqualTo(Instant.parse("2026-11-22T12:30:00Z"));
        assertThat(call.status()).isEqualTo(403);
        assertThat(call.faults()).containsExactly(Fault.FORBIDDEN);
        assertThat(world.simulator.calls().of(Provider.OPENAI, "none").get(0).status())
                .isEqualTo(404);
    }
}
