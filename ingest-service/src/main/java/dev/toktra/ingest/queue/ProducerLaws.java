package dev.toktra.ingest.queue;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The settings without which an acknowledged event could be lost, or an answer could be late. */
final class ProducerLaws {

    static final String CHANNEL = "mp.messaging.outgoing.usage-batches.";

    private static final Map<String, String> EXACTLY = Map.of(
            "enable.idempotence", "true",
            "acks", "all",
            "waitForWriteCompletion", "true",
            "retries", String.valueOf(Integer.MAX_VALUE),
            "compression.type", "lz4",
            "key.serializer", "org.apache.kafka.common.serialization.StringSerializer",
            "value.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer");

    /** What a record's key, timestamp and framing add to its value, and more. */
    private static final long BESIDE_THE_VALUE = 64 << 10;

    private final UnaryOperator<@Nullable String> setting;

    /** @param setting the value of a property, or null where it is not set */
    ProducerLaws(UnaryOperator<@Nullable String> setting) {
        this.setting = setting;
    }

    /** What is wrong, as one sentence that names the property; empty where nothing is. */
    Optional<String> broken(String prefix, String topic, long answerTimeoutMillis, long mostRecordBytes) {
        return Stream.of(
                        exactly(),
                        named(prefix, topic),
                        inTime(answerTimeoutMillis),
                        inSize(mostRecordBytes),
                        nothingCreated())
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> exactly() {
        return EXACTLY.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(law -> !law.getValue().equalsIgnoreCase(effective(law.getKey())))
                .map(law -> CHANNEL + law.getKey() + " must be " + law.getValue() + " and is "
                        + effective(law.getKey())
                        + ": with anything else an acknowledged event could be lost or be no record that readers know.")
                .findFirst();
    }

    private Optional<String> named(String prefix, String topic) {
        return (prefix + topic).equals(effective("topic"))
                ? Optional.empty()
                : Optional.of(CHANNEL + "topic must be toktra.topics.prefix and then " + topic + ", " + prefix + topic
                        + ", and is " + effective("topic") + ".");
    }

    private Optional<String> inTime(long answerTimeoutMillis) {
        if (answerTimeoutMillis < 1 || answerTimeoutMillis > 2900) {
            return Optional.of("toktra.queue.answer-timeout must be above 0 and at most 2.9 s: senders are promised an"
                    + " answer within 3 s.");
        }
        return Stream.of("delivery.timeout.ms", "max.block.ms")
                .filter(name -> number(effective(name)) < 1 || number(effective(name)) > answerTimeoutMillis)
                .map(name -> CHANNEL + name + " must be a number of milliseconds up to toktra.queue.answer-timeout and"
                        + " is " + effective(name) + ".")
                .findFirst();
    }

    /** Kafka's client refuses what is larger as often as it comes, and nobody would tell the sender to halve it. */
    private Optional<String> inSize(long mostRecordBytes) {
        long least = mostRecordBytes + BESIDE_THE_VALUE;
        return number(effective("max.request.size")) >= least
                ? Optional.empty()
                : Optional.of(CHANNEL + "max.request.size must be " + least + " or more, 64 KiB above"
                        + " toktra.queue.most-record-bytes, and is " + effective("max.request.size") + ".");
    }

    private Optional<String> nothingCreated() {
        return Stream.of("kafka.auto.create.topics.enable", "kafka.allow.auto.create.topics")
                .filter(name ->
                        "true".equals(String.valueOf(setting.apply(name)).toLowerCase(Locale.ROOT)))
                .map(name -> name + " must not be true: topics are created before the services.")
                .findFirst();
    }

    private static long number(String text) {
        return text.matches("\\d{1,9}") ? Long.parseLong(text) : -1;
    }

    /** A channel's own setting, else its connector's, else that of every Kafka client. */
    private String effective(String name) {
        return Stream.of(CHANNEL, "mp.messaging.connector.smallrye-kafka.", "kafka.")
                .map(prefix -> setting.apply(prefix + name))
                .filter(value -> value != null && !value.isBlank())
                .findFirst()
                .orElse("not set");
    }
}
