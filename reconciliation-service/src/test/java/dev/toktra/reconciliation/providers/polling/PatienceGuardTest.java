package dev.toktra.reconciliation.providers.polling;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceGuardTest {

    @Test
    void callsEndBeforeTheReadAndTheReadBeforeItsLease() {
        assertThatCode(() -> check(3, 4, 5)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"10, 4, 5", "4, 4, 5", "3, 5, 5", "3, 6, 5"})
    void otherOrdersAreRefusedAtStart(int calls, int read, int lease) {
        assertThatThrownBy(() -> check(calls, read, lease))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("toktra.provider-calls.read-within (PT" + calls + "M)")
                .hasMessageContaining("toktra.polling.lease");
    }

    private static void check(int calls, int read, int lease) {
        PatienceGuard.check(Duration.ofMinutes(calls), Duration.ofMinutes(read), Duration.ofMinutes(lease));
    }
}
