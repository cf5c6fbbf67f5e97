package dev.toktra.devstack.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a service says of itself at its address for readiness. */
final class Health {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Health() {}

    /** What a service lacks to be ready, in words; empty where it is ready. */
    static Optional<String> lack(String url) {
        Optional<HttpResponse<String>> answer = Probe.answer(url);
        if (answer.isEmpty()) {
            return Optional.of("nothing answers at " + url);
        }
        return answer.get().statusCode() == 200
                ? Optional.empty()
                : Optional.of(words(url, answer.get().statusCode(), answer.get().body()));
    }

    private static String words(String url, int status, String body) {
        List<String> down = new ArrayList<>();
        try {
            for (JsonNode check : JSON.readTree(body).path("checks")) {
                if (!check.path("status").asText().equals("UP")) {
                    JsonNode told = check.path("data");
                    down.add("\"" + check.path("name").asText() + "\" is "
                            + check.path("status").asText() + (told.isMissingNode() ? "" : " " + told));
                }
            }
        } catch (JsonProcessingException e) {
            down.clear();
        }
        return down.isEmpty() ? url + " answers " + status : String.join(", ", down);
    }
}
