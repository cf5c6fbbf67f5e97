package dev.toktra.reconciliation.usage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.toktra.devstack.fixture.CallerToken;
import dev.toktra.devstack.fixture.TestCallers;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Asks the service over HTTP, as one caller. */
final class Api {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String token;

    private Api(String token) {
        this.token = token;
    }

    static Api analyst(UUID org) {
        return new Api(caller(org).roles("analyst").token());
    }

    static Api person(UUID org, UUID person, String... roles) {
        return new Api(caller(org).userId(person).roles(roles).token());
    }

    static Api of(CallerToken token) {
        return new Api(token.token());
    }

    static CallerToken caller(UUID org) {
        return TestCallers.caller(org, "reconciliation-service");
    }

    /** An answer of any kind; headers are names and values in turn. */
    HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path))
                .header("Authorization", "Bearer " + token);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    JsonNode json(String path) {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " answered " + answer.statusCode() + " " + answer.body());
        }
        return parse(answer.body());
    }

    static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode usage(Map<String, String> query) {
        return json("/v1/usage?" + query(query));
    }

    /** All lines of a list, page by page. */
    List<JsonNode> all(Map<String, String> query, int limit) {
        List<JsonNode> items = new ArrayList<>();
        String base = "/v1/usage?" + query(query) + "&limit=" + limit;
        String cursor = "";
        while (true) {
            JsonNode page = json(base + cursor);
            page.get("items").forEach(items::add);
            if (!page.get("has_more").asBoolean()) {
                if (page.get("total_count").asLong() != items.size()
                        || !page.get("next_cursor").isNull()) {
                    throw new AssertionError(
                            base + " counts wrong: " + page.get("total_count") + " is " + items.size());
                }
                return items;
            }
            cursor = "&cursor=" + page.get("next_cursor").asText();
        }
    }

    static String query(Map<String, String> query) {
        return query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
