package dev.toktra.ingest.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProducerLawsTest {

    private static final String TOPIC = "ingest.usage-batches.v1";

    private static Map<String, String> good() {
        Map<String, String> settings = new HashMap<>();
        settings.put("acks", "all");
        settings.put("enable.idempotence", "true");
        settings.put("waitForWriteCompletion", "true");
        settings.put("retries", "2147483647");
        settings.put("compression.type", "lz4");
        settings.put("key.serializer", "org.apache.kafka.common.serialization.StringSerializer");
        settings.put("value.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer");
        settings.put("delivery.timeout.ms", "2200");
        settings.put("max.block.ms", "1000");
        settings.put("max.request.size", "4194304");
        settings.put("topic", "p-" + TOPIC);
        Map<String, String> all = new HashMap<>();
        settings.forEach((name, value) -> all.put(ProducerLaws.CHANNEL + name, value));
        return all;
    }

    private static Optional<String> broken(Map<String, String> settings, String prefix, long timeout) {
        return new ProducerLaws(settings::get).broken(prefix, TOPIC, timeout, 3 << 20);
    }

    @Test
    void theProductsOwnSettingsAreGood() {
        assertThat(broken(good(), "p-", 2500)).isEmpty();
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "acks, 1",
        "acks, 0",
        "acks, ''",
        "enable.idempotence, false",
        "waitForWriteCompletion, false",
        "retries, 0",
        "compression.type, none",
        "value.serializer, org.apache.kafka.common.serialization.StringSerializer",
        "delivery.timeout.ms, 120000",
        "max.block.ms, 60000",
        "delivery.timeout.ms, soon",
        "max.request.size, 3145728",
        "max.request.size, ''",
        "topic, usage"
    })
    void losingSettingIsNamedInOneSentence(String name, String value) {
        Map<String, String> settings = good();
        settings.put(ProducerLaws.CHANNEL + name, value);

        assertThat(broken(settings, "p-", 2500))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .startsWith(ProducerLaws.CHANNEL + name)
                        .endsWith("."));
    }

    @Test
    void settingsOfConnectorAndClientsCountWhereTheChannelHasNone() {
        Map<String, String> settings = good();
        settings.remove(ProducerLaws.CHANNEL + "acks");
        settings.put("kafka.acks", "1");
        assertThat(broken(settings, "p-", 2500)).isPresent();

        settings.put("mp.messaging.connector.smallrye-kafka.acks", "all");
        assertThat(broken(settings, "p-", 2500)).isEmpty();
    }

    @Test
    void topicsAreNotCreated() {
        Map<String, String> settings = good();
        settings.put("kafka.allow.auto.create.topics", "true");
        assertThat(broken(settings, "p-", 2500)).isPresent();
    }

    @Test
    void answersStayBelowThreeSeconds() {
        assertThat(broken(good(), "p-", 3000)).isPresent();
    }
}
