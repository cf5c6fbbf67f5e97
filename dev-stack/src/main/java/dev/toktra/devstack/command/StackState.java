package dev.toktra.devstack.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toktra.devstack.process.PrivateFile;
import dev.toktra.devstack.process.ProcessMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What runs, as the launcher writes it down for the other commands and for the next start.
 *
 * @param launcher the process that everything else ends with
 * @param ready whether {@code up} has said so
 * @param facts addresses and the API key, by their names in {@code status --json}
 */
record StackState(ProcessMark launcher, boolean ready, Map<String, String> facts, List<PartState> parts) {

    private static final ObjectMapper JSON = new ObjectMapper();

    StackState {
        facts = Map.copyOf(facts);
        parts = List.copyOf(parts);
    }

    /**
     * A part that was started.
     *
     * @param probe how one sees that it is ready: an http URL that answers 200, {@code tcp:PORT}, or nothing
     */
    record PartState(String name, ProcessMark mark, String url, String probe) {}

    static Optional<StackState> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(file.toFile());
            List<PartState> parts = new ArrayList<>();
            for (JsonNode part : json.path("parts")) {
                parts.add(new PartState(
                        part.path("name").asText(),
                        mark(part),
                        part.path("url").asText(),
                        part.path("probe").asText()));
            }
            Map<String, String> facts = new HashMap<>();
            json.path("facts")
                    .properties()
                    .forEach(fact -> facts.put(fact.getKey(), fact.getValue().asText()));
            return Optional.of(new StackState(
                    mark(json.path("launcher")), json.path("ready").asBoolean(), facts, parts));
        } catch (IOException | RuntimeException e) {
            // Not ours, or of another version: as good as none.
            return Optional.empty();
        }
    }

    void write(Path file) {
        ObjectNode json = JSON.createObjectNode();
        put(json.putObject("launcher"), launcher);
        json.put("ready", ready);
        json.set("facts", JSON.valueToTree(facts));
        ArrayNode list = json.putArray("parts");
        for (PartState part : parts) {
            ObjectNode node = list.addObject().put("name", part.name());
            put(node, part.mark());
            node.put("url", part.url()).put("probe", part.probe());
        }
        PrivateFile.write(file, json.toPrettyString());
    }

    private static void put(ObjectNode node, ProcessMark mark) {
        node.put("pid", mark.pid()).put("started", mark.started().toString());
    }

    private static ProcessMark mark(JsonNode node) {
        return new ProcessMark(
                node.path("pid").asLong(), Instant.parse(node.path("started").asText()));
    }
}
