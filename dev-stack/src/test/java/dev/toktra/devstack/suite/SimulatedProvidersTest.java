package dev.toktra.devstack.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedProvidersTest {

    private static final String POLLING = "TOKTRA_POLLING_SLOW_EVERY";

    @TempDir
    Path directory;

    @Test
    void killedSimulatorIsStartedAgainAndKnowsWhatItWasTold() throws IOException, InterruptedException {
        StackSettings settings = StackSettings.forTest(directory).withSimulatedProviders();
        String url = new StackAddresses(settings).simulator();
        try (Stack stack = Stack.of(settings)) {
            stack.start(Parts.SIMULATOR);
            stack.awaitReady(Parts.SIMULATOR);
            put(url + "/control/book", """
                    {"accounts": [{"subscription": "s", "resource_group": "ai", "name": "one", "region": "westeurope",
                                   "kind": "OpenAI"}],
                     "hours": [{"provider": "openai", "hour": "2026-11-20T10:00:00Z",
                                "figures": [{"model": "gpt-4o", "fresh": 10, "output": 5}]}]}""");
            String before = Probe.get(url + "/truth", "").orElseThrow();

            stack.kill(Parts.SIMULATOR);
            stack.start(Parts.SIMULATOR);
            stack.awaitReady(Parts.SIMULATOR);

            assertThat(Probe.get(url + "/truth", "").orElseThrow())
                    .isEqualTo(before)
                    .contains("\"input\":10");
        }
    }

    private static void put(String url, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void onlySimulatedProvidersAreReadEveryMinuteAndHaveAnAddressAndAPort() {
        StackSettings without = StackSettings.forTest(directory);
        StackSettings with = without.withSimulatedProviders();

        assertThat(new ServiceEnvironment(with).of(Deployable.RECONCILIATION))
                .containsAllEntriesOf(Map.of(POLLING, "1m"));
        assertThat(new ServiceEnvironment(without).of(Deployable.RECONCILIATION))
                .doesNotContainKey(POLLING);
        assertThat(new StackAddresses(with).facts()).containsKey("simulator");
        assertThat(new StackAddresses(without).facts()).doesNotContainKey("simulator");
        try (Stack stack = Stack.of(without)) {
            assertThatThrownBy(() -> stack.start(Parts.SIMULATOR)).isInstanceOf(Refusal.class);
        }
    }
}
