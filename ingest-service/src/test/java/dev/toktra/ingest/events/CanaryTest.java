package dev.toktra.ingest.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.events.Topics;
import dev.toktra.ingest.fixture.QueueReader;
import dev.toktra.ingest.fixture.SentJson;
import dev.toktra.ingest.fixture.TestDevice;
import dev.toktra.ingest.fixture.TestDevice.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Content that a tool leaks into a request reaches neither the queue, nor a log, nor an answer. */
@QuarkusTest
@WithTestResource(TestStack.class)
class CanaryTest {

    private static final String CANARY = "canary4f1crmrfhomeada";

    private static final List<String> LEAKS = List.of(
            "{\"prompt\":\"%c\",\"messages\":[{\"content\":\"%c\"}],\"process\":{\"command_args\":[\"%c\"]}}",
            "{\"%c\":{\"%c\":1}}",
            "\"%c\"",
            "{\"occurred_at\":\"%c\"}",
            "{\"provider\":\"%c %c\"}",
            "{\"token_source\":\"%c\"}",
            "{\"model\":{\"%c\":\"%c\"}}",
            "{\"tokens\":{\"%c\":1}}",
            "{\"lost\":{\"from_seq\":\"%c\"}}",
            "{\"%c\":1,\"%c\":2}",
            "{\"a\":\"%c\" %c",
            "{\"a\":%c}");

    private final TestDevice device = TestDevice.ofKnownOrganisation(390);
    private final List<String> logged = new ArrayList<>();

    @Test
    void contentLeavesTheServiceNowhere() {
        List<Answer> answers = answersToLeaks();

        assertThat(answers).extracting(Answer::status).contains(200, 400).allMatch(status -> status < 500);
        assertThat(answers)
                .extracting(
                        answer -> answer.response().body() + answer.response().headers())
                .noneMatch(text -> text.contains(CANARY));
        assertThat(logged).noneMatch(line -> line.contains(CANARY));
        assertThat(QueueReader.read(
                        Topics.USAGE_BATCHES,
                        key -> key.startsWith(device.deviceId().toString())))
                .hasSizeGreaterThan(5)
                .extracting(record -> record.key() + new String(record.value(), StandardCharsets.UTF_8))
                .noneMatch(text -> text.contains(CANARY));
    }

    private List<Answer> answersToLeaks() {
        Handler ear = listen();
        List<Answer> answers = new ArrayList<>();
        try {
            for (String leak : LEAKS) {
                answers.add(device.post(body(leak.replace("%c", CANARY))));
                answers.add(device.post(leak.replace("%c", CANARY)));
            }
            answers.add(device.post(SentJson.stream(UUID.randomUUID())
                    .event(event -> event.put("endpoint", "/v1/chat?q=" + CANARY))
                    .text()));
        } finally {
            Logger.getLogger("").removeHandler(ear);
        }
        return answers;
    }

    private static String body(String element) {
        String empty = SentJson.stream(UUID.randomUUID()).text();
        return empty.replace("[]", "[" + element + "]");
    }

    private Handler listen() {
        Handler ear = new Handler() {
            @Override
            public void publish(LogRecord record) {
                logged.add(record.getMessage()
                        + List.of(record.getParameters() == null ? new Object[0] : record.getParameters())
                        + record.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        ear.setLevel(Level.ALL);
        Logger.getLogger("").addHandler(ear);
        return ear;
    }
}
