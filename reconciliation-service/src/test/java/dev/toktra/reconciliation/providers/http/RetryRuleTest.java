package dev.toktra.reconciliation.providers.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.reconciliation.providers.Failure;
import dev.toktra.reconciliation.providers.Trouble;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryRuleTest {

    private final RetryRule rule = new RetryRule(4, Duration.ofSeconds(1), Duration.ofSeconds(3));

    @Test
    void pausesDoubleUpToTheLongest() {
        Trouble failing = Trouble.of(Failure.UNAVAILABLE, "");
        assertThat(rule.pauseAfter(1, failing)).contains(Duration.ofSeconds(1));
        assertThat(rule.pauseAfter(2, failing)).contains(Duration.ofSeconds(2));
        assertThat(rule.pauseAfter(3, failing)).contains(Duration.ofSeconds(3));
        assertThat(rule.pauseAfter(4, failing)).isEmpty();
    }

    @Test
    void providerDecidesThePauseUnlessItIsTooLong() {
        Trouble limited = Trouble.of(Failure.RATE_LIMITED, "");
        assertThat(rule.pauseAfter(1, limited.after(Duration.ofSeconds(3)))).contains(Duration.ofSeconds(3));
        assertThat(rule.pauseAfter(1, limited.after(Duration.ofSeconds(4)))).isEmpty();
        assertThat(rule.pauseAfter(1, limited)).contains(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @EnumSource(
            value = Failure.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"UNAVAILABLE", "RATE_LIMITED"})
    void whatDoesNotPassIsNotRepeated(Failure failure) {
        assertThat(rule.pauseAfter(1, Trouble.of(failure, ""))).isEmpty();
    }
}
