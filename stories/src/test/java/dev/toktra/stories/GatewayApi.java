package dev.toktra.stories;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The public API as a program with an API key sees it. */
final class GatewayApi {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String base;
    private final String apiKey;

    GatewayApi(String base, String apiKey) {
        this.base = base;
        this.apiKey = apiKey;
    }

    /** All usage between two days, by day, person, provider and model, over as many pages as it takes. */
    Map<UsageCell, UsageSums> usage(LocalDate from, LocalDate to) {
        Map<UsageCell, UsageSums> cells = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        String query = "/v1/usage?source=estimated&period=daily&group_by=user,provider,model&limit=1000&start_date="
                + from + "&end_date=" + to;
        for (JsonNode item : list(query)) {
            JsonNode estimated = item.get("estimated");
            if (estimated.isNull()) {
                continue; // what only a provider counted
            }
            cells.merge(
                    new UsageCell(
                            LocalDate.parse(item.get("period").asText()),
                            item.get("user_id").asText(),
                            item.get("provider").asText(),
                            item.get("model").asText()),
                    new UsageSums(
                            item.get("total_requests").asLong(),
                            estimated.get("input").asLong(),
                            estimated.get("output").asLong(),
                            estimated.get("cache_read").asLong(),
                            estimated.get("reasoning").asLong()),
                    UsageSums::plus);
        }
        return cells;
    }

    /** The items of a list, over all pages. */
    List<JsonNode> list(String path) {
        List<JsonNode> items = new ArrayList<>();
        JsonNode page = get(path);
        page.get("items").forEach(items::add);
        while (page.get("has_more").asBoolean()) {
            page = get(path + "&cursor="
                    + URLEncoder.encode(page.get("next_cursor").asText(), StandardCharsets.UTF_8));
            page.get("items").forEach(items::add);
        }
        return items;
    }

    JsonNode get(String path) {
        return answer(request(path).GET().build());
    }

    JsonNode send(String method, String path, String body) {
        return answer(request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + apiKey);
    }

    private JsonNode answer(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(request.method() + " " + request.uri() + " answered "
                        + response.statusCode() + ": " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
