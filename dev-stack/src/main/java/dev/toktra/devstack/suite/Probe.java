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

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Probe() {}

    /** Whether the address answers 200. */
    public static boolean isOk(String url) {
        return answer(url).filter(answer -> answer.statusCode() == 200).isPresent();
    }

    /** Whatever the address answers; empty where it does not. */
    static Optional<HttpResponse<String>> answer(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)), Duration.ofSeconds(5));
    }

    /** Whether the address refuses the API key: it answers 401. */
    public static boolean isRefused(String url, String apiKey) {
        return send(withKey(url, apiKey), PATIENCE)
                .filter(answer -> answer.statusCode() == 401)
                .isPresent();
    }

    /** The body of a 200, asked for with an API key; empty for anything else. */
    public static Optional<String> get(String url, String apiKey) {
        return send(withKey(url, apiKey), PATIENCE)
                .filter(answer -> answer.statusCode() == 200)
                .map(HttpResponse::body);
    }

    /**
     * What came of a request.
     *
     * @param status 0 where nobody answered
     */
    public record Said(int status, String body) {}

    /** Sends JSON with an API key. */
    public static Said post(String url, String apiKey, String json) {
        return said("POST", url, apiKey, json);
    }

    /** Sends changes as JSON with an API key. */
    public static Said patch(String url, String apiKey, String json) {
        return said("PATCH", url, apiKey, json);
    }

    private static Said said(String method, String url, String apiKey, String json) {
        HttpRequest.Builder request = withKey(url, apiKey)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json));
        return send(request, PATIENCE)
                .map(answer -> new Said(answer.statusCode(), answer.body()))
                .orElse(new Said(0, "nobody answers at " + url));
    }

    private static HttpRequest.Builder withKey(String url, String apiKey) {
        return HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + apiKey);
    }

    private static Optional<HttpResponse<String>> send(HttpRequest.Builder request, Duration patience) {
        try {
            return Optional.of(CLIENT.send(request.timeout(patience).build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
