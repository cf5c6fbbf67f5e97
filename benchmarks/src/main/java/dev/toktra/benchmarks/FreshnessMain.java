package dev.toktra.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.toktra.devstack.pki.DeviceAuthority;
import dev.toktra.devstack.process.Clocks;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how long an event takes from the start of its request to its appearance in {@code /v1/usage}, on a stack that
 * runs: {@code ./toktra status --json | java … FreshnessMain ORG_ID [EVENTS]}. Each event has a model of its own that is
 * asked for until it is there, so the figure includes the question itself.
 */
public final class FreshnessMain {

    /** The resolution of the figure; 50 events asked for so often stay below the 1,000 requests a minute of a key. */
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(25);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Clock clock = Clocks.system();
    private final HttpClient asking = HttpClient.newHttpClient();
    private final HttpClient sending;
    private final JsonNode stack;
    private final UUID stream = UuidCreator.getTimeOrderedEpoch();

    private FreshnessMain(JsonNode stack, UUID organisation) {
        this.stack = stack;
        this.sending = HttpClient.newBuilder()
                .sslContext(DeviceAuthority.in(Path.of(stack.get("device_ca").asText()), clock)
                        .issue(organisation, UuidCreator.getTimeOrderedEpoch())
                        .sslContext())
                .build();
    }

    /** Reads the status of a stack from standard input and prints median, 99th percentile and maximum in milliseconds. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int events = args.length > 1 ? Integer.parseInt(args[1]) : 50;
        FreshnessMain bench = new FreshnessMain(JSON.readTree(System.in), UUID.fromString(args[0]));
        long[] millis = new long[events];
        bench.untilVisible(1); // the first one opens connections
        for (int i = 0; i < events; i++) {
            millis[i] = bench.untilVisible(i + 2);
        }
        Arrays.sort(millis);
        System.out.printf(
                "event to visible in /v1/usage, %d events: median %d ms, p99 %d ms, max %d ms%n",
                events, millis[events / 2], millis[(int) (events * 0.99)], millis[events - 1]);
    }

    private long untilVisible(int seq) throws IOException, InterruptedException {
        String model = "freshness-" + stream + "-" + seq;
        long begin = System.nanoTime();
        send(seq, model);
        URI question =
                URI.create(stack.get("gateway").asText() + "/v1/usage?period=daily&group_by=model&model=" + model);
        HttpRequest request = HttpRequest.newBuilder(question)
                .header("Authorization", "Bearer " + stack.get("api_key").asText())
                .build();
        while (ok(asking.send(request, HttpResponse.BodyHandlers.ofString()))
                .get("items")
                .isEmpty()) {
            LockSupport.parkNanos(BETWEEN_QUESTIONS.toNanos());
        }
        return (System.nanoTime() - begin) / 1_000_000;
    }

    private void send(int seq, String model) throws IOException, InterruptedException {
        String now = clock.instant().toString();
        String body = """
                {"stream_id":"%s","first_seq":%d,"sent_at":"%s","events":[{"occurred_at":"%s","provider":"openai",
                 "model":"%s","attempt":1,"status":200,"streaming":false,"token_source":"response_usage",
                 "tokens":{"fresh_input":10,"cache_read":0,"cache_write":0,"output":5,"reasoning":0}}]}""".formatted(stream, seq, now, now, model);
        ok(sending.send(
                HttpRequest.newBuilder(URI.create(stack.get("ingest").asText() + "/v1/events"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString()));
    }

    private static JsonNode ok(HttpResponse<String> response) throws IOException {
        if (response.statusCode() != 200) {
            throw new IOException(response.uri() + " answered " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }
}
