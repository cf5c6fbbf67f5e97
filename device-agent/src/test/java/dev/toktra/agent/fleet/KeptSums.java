package dev.toktra.agent.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.toktra.agent.event.EventJson;
import dev.toktra.agent.event.UsageEvent;
import dev.toktra.agent.testing.ScriptedIngest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;

/** What a test's ingest kept, added up independently of the sender. */
final class KeptSums {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private KeptSums() {}

    /** By provider, model, account and day in UTC. */
    static Map<String, Sums> of(ScriptedIngest ingest) {
        Map<String, Sums> sums = new TreeMap<>();
        ingest.streams()
                .keySet()
                .forEach(stream -> ingest.kept(stream).values().forEach(json -> {
                    if (!node(json).has("lost")) {
                        UsageEvent event = EventJson.read(json.getBytes(StandardCharsets.UTF_8));
                        String key =
                                event.called().provider() + "|" + event.called().model() + "|" + event.account() + "|"
                                        + LocalDate.ofInstant(event.occurredAt(), ZoneOffset.UTC);
                        sums.merge(key, Sums.of(event), Sums::plus);
                    }
                }));
        return sums;
    }

    static Map<String, Sums> of(SentLedger ledger) {
        Map<String, Sums> sums = new TreeMap<>();
        ledger.cells()
                .forEach(cell -> sums.merge(
                        cell.provider() + "|" + cell.model() + "|" + cell.account() + "|" + cell.dayUtc(),
                        cell.sums(),
                        Sums::plus));
        return sums;
    }

    private static JsonNode node(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
