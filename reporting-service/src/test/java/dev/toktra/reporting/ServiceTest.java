package dev.toktra.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.devstack.fixture.ServiceProbe;
import dev.toktra.devstack.fixture.TestStack;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
class ServiceTest {

    @Test
    void answersItsOperatorsAndStrangers() {
        ServiceProbe.isReady("state-topics");
        ServiceProbe.showsMetrics("jvm_memory_used_bytes");
        ServiceProbe.answersStrangePathsWithAProblem();
    }

    @Test
    void schemaIsMigrated() {
        assertThat(TestStack.running().rows("reporting_worker", "select count(*) from reader_position"))
                .containsExactly("0");
    }
}
