package dev.toktra.devstack.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.devstack.process.Repository;
import dev.toktra.events.Topics;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicDefinitionTest {

    private final List<TopicDefinition> topics =
            TopicDefinition.read(Repository.find().topics());

    @Test
    void fileDefinesExactlyTheTopicsOfTheContract() {
        assertThat(topics).extracting(TopicDefinition::name).containsExactlyElementsOf(Topics.ALL);
    }

    @Test
    void batchesAreKeptSevenDaysAndMayHoldAWholeRequest() {
        TopicDefinition batches = topic(Topics.USAGE_BATCHES);

        assertThat(batches.partitions()).isEqualTo(12);
        assertThat(batches.config())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", "604800000")
                .containsEntry("max.message.bytes", "4194304")
                .containsEntry("compression.type", "lz4");
    }

    @Test
    void everyOtherTopicIsStateAndCompacted() {
        assertThat(topics)
                .filteredOn(topic -> !topic.name().equals(Topics.USAGE_BATCHES))
                .allSatisfy(topic -> assertThat(topic.config())
                        .containsEntry("cleanup.policy", "compact")
                        .containsEntry("delete.retention.ms", "604800000"));
    }

    private TopicDefinition topic(String name) {
        return topics.stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
