package dev.toktra.ingest.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.devstack.fixture.TestPki;
import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.ingest.fixture.Ports;
import dev.toktra.ingest.fixture.SentJson;
import dev.toktra.ingest.fixture.TestDevice;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
class MetricsTest {

    private static double metric(String line) {
        return TestDevice.with(TestPki.running().withoutCertificate())
                .get(Ports.management("/q/metrics"))
                .response()
                .body()
                .lines()
                .filter(one -> one.startsWith(line + " "))
                .mapToDouble(one -> Double.parseDouble(one.substring(line.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    @Test
    void whatBecameOfEventsIsCounted() {
        TestDevice device = TestDevice.ofKnownOrganisation(390);
        double accepted = metric("toktra_ingest_events_accepted_total");
        double refused = metric("toktra_ingest_events_rejected_total{code=\"bad-value\"}");
        double batches = metric("toktra_ingest_batches_total");
        double produced = metric("toktra_ingest_produce_seconds_count");

        device.post(SentJson.stream(UUID.randomUUID())
                .event()
                .event()
                .event(event -> event.put("status", 1))
                .text());

        assertThat(metric("toktra_ingest_events_accepted_total") - accepted).isEqualTo(2);
        assertThat(metric("toktra_ingest_events_rejected_total{code=\"bad-value\"}") - refused)
                .isEqualTo(1);
        assertThat(metric("toktra_ingest_batches_total") - batches).isEqualTo(1);
        assertThat(metric("toktra_ingest_produce_seconds_count") - produced).isEqualTo(1);
        assertThat(metric("toktra_ingest_in_flight")).isZero();
    }

    @Test
    void comeAgainIsCountedByItsReason() {
        String line = "toktra_ingest_unavailable_total{reason=\"organisation-not-yet-known\"}";
        double before = metric(line);

        TestDevice.of(UUID.randomUUID()).post(SentJson.stream(UUID.randomUUID()).text());

        assertThat(metric(line) - before).isEqualTo(1);
    }
}
