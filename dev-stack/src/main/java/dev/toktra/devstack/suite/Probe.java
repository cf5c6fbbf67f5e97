package dev.toktra.devstack.suite;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Small questions by HTTP. */
public final class Probe {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private Probe() {}

    /** Whether the address answers 200. */
    public static boolean isOk(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)), Duration.ofSeconds(5))
                .isPresent();
    }

    /** The body of a 200, asked for with an API key; empty for anything else. */
    public static Optional<String> get(String url, String apiKey) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + apiKey);
        return send(request, Duration.ofSeconds(30));
    }

    private static Optional<String> send(HttpRequest.Builder request, Duration patience) {
        try {
            HttpResponse<String> answer =
                    CLIENT.send(request.timeout(patience).build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
