package dev.toktra.devstack.kafka;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
            Map<String, Object> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            Map<String, Object> defaults = map(document.get("defaults"));
            return list(document.get("topics"))
                    .stream().map(topic -> of(map(topic), defaults)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TopicDefinition of(Map<String, Object> topic, Map<String, Object> defaults) {
        Map<String, String> config = new TreeMap<>();
        map(defaults.get("config")).forEach((name, value) -> config.put(name, String.valueOf(value)));
        map(topic.getOrDefault("config", Map.of())).forEach((name, value) -> config.put(name, String.valueOf(value)));
        Object partitions = topic.getOrDefault("partitions", defaults.get("partitions"));
        return new TopicDefinition(String.valueOf(topic.get("name")), (Integer) partitions, config);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static List<?> list(Object value) {
        return (List<?>) value;
    }
}
