package dev.toktra.reconciliation.providers.http;

import static dev.toktra.reconciliation.providers.Calls.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.reconciliation.providers.Calls;
import dev.toktra.reconciliation.providers.Failure;
import dev.toktra.reconciliation.providers.Trouble;
import dev.toktra.reconciliation.providers.WindowRead;
import dev.toktra.reconciliation.providers.WindowRead.Complete;
import dev.toktra.reconciliation.providers.WindowRead.Failed;
import dev.toktra.reconciliation.providers.http.ScriptedServer.Reply;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadsClientTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void pagesAreReadInOrderUntilThereIsNoCursor() {
        server.then(Reply.ok("{'n': 1, 'next': 'b'}"))
                .then(Reply.ok("{'n': 2, 'next': 'c'}"))
                .then(Reply.ok("{'n': 3}"));
        assertThat(read(Calls.USUAL)).isEqualTo(new Complete<>(List.of("1", "2", "3"), 3, 0, List.of(), null));
        assertThat(server.asked()).containsExactly("GET /", "GET /?page=b", "GET /?page=c");
    }

    @Test
    void cursorThatComesAgainEndsTheReadAtOnce() {
        server.then(Reply.ok("{'n': 1, 'next': 'b'}"))
                .then(Reply.ok("{'n': 2, 'next': 'c'}"))
                .then(Reply.ok("{'n': 3, 'next': 'b'}"));
        assertThat(trouble(read(Calls.USUAL)).failure()).isEqualTo(Failure.BROKEN_ANSWER);
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void pagesAreBounded() {
        for (int page = 1; page <= 10; page++) {
            server.then(Reply.ok("{'n': 1, 'next': '" + page + "'}"));
        }
        assertThat(trouble(read(Calls.USUAL.ofPages(5))).words()).contains("more than 5 pages");
        assertThat(server.asked()).hasSize(5);
    }

    @Test
    void wholeReadEndsInTime() {
        server.then(Reply.ok("{'n': 1}").half());
        Calls calls = new Calls(Duration.ofSeconds(30), Duration.ofMillis(300), 1_000, 10);
        Trouble trouble = trouble(read(calls));
        assertThat(trouble.failure()).isEqualTo(Failure.UNAVAILABLE);
        assertThat(trouble.words()).contains("did not give everything within");
    }

    @Test
    void everySubscriberReadsForItself() {
        server.then(Reply.ok("{'n': 1, 'next': 'b'}"))
                .then(Reply.ok("{'n': 2}"))
                .then(Reply.ok("{'n': 3, 'next': 'b'}"))
                .then(Reply.ok("{'n': 4}"));
        Uni<WindowRead<String>> read = unread(Calls.USUAL);
        assertThat(item(read)).isEqualTo(new Complete<>(List.of("1", "2"), 2, 0, List.of(), null));
        assertThat(item(read)).isEqualTo(new Complete<>(List.of("3", "4"), 2, 0, List.of(), null));
    }

    private WindowRead<String> read(Calls calls) {
        return item(unread(calls));
    }

    private Uni<WindowRead<String>> unread(Calls calls) {
        ReadsClient reads = calls.reads(CLOCK);
        Named dialect = new Named();
        return reads.window(dialect, () -> {
            RowTally<String, Integer> tally = new RowTally<>(Integer::sum);
            return reads.walk(
                            dialect,
                            cursor -> new Address(server.at("")).at("/", Query.NONE.withOptional("page", cursor)),
                            page -> next(page, tally))
                    .map(pages -> tally.complete(pages, (key, value) -> key));
        });
    }

    private static @Nullable String next(JsonNode page, RowTally<String, Integer> tally) {
        tally.add(page.path("n").asText(), 1);
        return page.path("next").textValue();
    }

    private static Trouble trouble(WindowRead<String> read) {
        assertThat(read).isInstanceOf(Failed.class);
        return ((Failed<String>) read).trouble();
    }

    private record Named() implements Dialect {
        @Override
        public String name() {
            return "A provider";
        }

        @Override
        public Uni<Map<String, String>> headers() {
            return Uni.createFrom().item(Map.of());
        }

        @Override
        public Trouble trouble(Refused refused) {
            return usual(refused, "");
        }
    }
}
