package dev.toktra.devstack.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** How a topic is created. */
public record TopicDefinition(String name, int partitions, Map<String, String> config) {

    public TopicDefinition {
        config = Map.copyOf(config);
    }

    /** Reads {@code deploy/topics.yaml}: the defaults, with each topic's own settings over them. */
    public static List<TopicDefinition> read(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            Object yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            JsonNode document = new ObjectMapper().valueToTree(yaml);
            return StreamSupport.stream(document.path("topics").spliterator(), false)
                    .map(topic -> of(topic, document.path("defaults")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TopicDefinition of(JsonNode topic, JsonNode defaults) {
        Map<String, String> config = new TreeMap<>();
        for (JsonNode level : List.of(defaults, topic)) {
            level.path("config")
                    .properties()
                    .forEach(setting ->
                            config.put(setting.getKey(), setting.getValue().asText()));
        }
        int usual = defaults.path("partitions").asInt();
        return new TopicDefinition(
                topic.path("name").asText(), topic.path("partitions").asInt(usual), config);
    }
}
