package dev.toktra.scoring;

import dev.toktra.devstack.fixture.ServiceProbe;
import dev.toktra.devstack.fixture.TestStack;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
class ServiceTest {

    @Test
    void isReadyWhenItHasReadItsTopicsToTheEnd() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> ServiceProbe.isReady("state-topics"));
    }

    @Test
    void metricsTellHowFarEachReaderIs() {
        ServiceProbe.showsMetrics(
                "toktra_state_reader_lag_records{topic=\"reconciliation.daily-usage.v1\"}",
                "toktra_state_reader_lag_records{topic=\"directory.people.v1\"}");
    }

    @Test
    void unknownPathIsAProblem() {
        ServiceProbe.answersStrangePathsWithAProblem();
    }
}
