package dev.toktra.scoring.tiers;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks a running gateway whether people may use a model, so often a second, and prints how long answers took from the moment
 * that they were due. Arguments: address, API key, a person's id, checks a second, seconds.
 */
final class CheckSpeedMain {

    private static final List<String> MODELS = List.of("gpt-5-mini", "claude-opus-5", "gemini-2.5-pro", "unheard-of");

    private CheckSpeedMain() {}

    public static void main(String[] arguments) {
        int rate = Integer.parseInt(arguments[3]);
        int calls = rate * Integer.parseInt(arguments[4]);
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        AtomicLongArray nanos = new AtomicLongArray(calls);
        AtomicInteger failed = new AtomicInteger();
        CompletableFuture<?>[] answers = new CompletableFuture<?>[calls];
        long begin = System.nanoTime();
        for (int call = 0; call < calls; call++) {
            long due = begin + call * 1_000_000_000L / rate;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            int number = call;
            answers[call] = http.sendAsync(request(arguments, call), BodyHandlers.ofString())
                    .handle((answer, failure) -> {
                        nanos.set(number, System.nanoTime() - due);
                        return failed.addAndGet(isGood(answer) ? 0 : 1);
                    });
        }
        CompletableFuture.allOf(answers).join();
        print(rate, nanos, failed.get());
    }

    private static void print(int rate, AtomicLongArray nanos, int failed) {
        int calls = nanos.length();
        long[] sorted = new long[calls];
        Arrays.setAll(sorted, nanos::get);
        Arrays.sort(sorted);
        System.out.printf(
                "%d checks at %d/s: median %s, 99 %% within %s, slowest %s, failed %d%n",
                calls,
                rate,
                Duration.ofNanos(sorted[calls / 2]),
                Duration.ofNanos(sorted[calls * 99 / 100]),
                Duration.ofNanos(sorted[calls - 1]),
                failed);
    }

    private static boolean isGood(HttpResponse<String> answer) {
        return answer != null && answer.statusCode() == 200;
    }

    private static HttpRequest request(String[] arguments, int call) {
        return HttpRequest.newBuilder(URI.create(arguments[0] + "/v1/model-access/check"))
                .header("Authorization", "Bearer " + arguments[1])
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"user_id\": \"%s\", \"model\": \"%s\"}"
                        .formatted(arguments[2], MODELS.get(call % MODELS.size()))))
                .build();
    }
}
