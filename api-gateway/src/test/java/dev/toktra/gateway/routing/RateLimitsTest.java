package dev.toktra.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.gateway.routing.RateLimits.Share;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private final HandClock clock = new HandClock();
    private final RateLimits limits = new RateLimits(60, Duration.ofMinutes(1), clock);

    /** A clock that is moved by hand. */
    private static final class HandClock extends Clock {

        private Instant now = Instant.parse("2026-11-22T10:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @Test
    void limitIsGrantedAndNotOneMore() {
        for (int taken = 1; taken <= 60; taken++) {
            Share share = limits.take("a");
            assertThat(share.granted()).isTrue();
            assertThat(share.remaining()).isEqualTo(60 - taken);
        }

        Share refused = limits.take("a");
        assertThat(refused.granted()).isFalse();
        assertThat(refused.remaining()).isZero();
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(refused.resetSeconds()).isEqualTo(60);
    }

    @Test
    void othersAreNotTouched() {
        for (int taken = 0; taken < 61; taken++) {
            limits.take("a");
        }

        assertThat(limits.take("b").granted()).isTrue();
    }

    @Test
    void timeGivesBack() {
        for (int taken = 0; taken < 60; taken++) {
            limits.take("a");
        }
        clock.now = clock.now.plusSeconds(2);

        assertThat(limits.take("a").granted()).isTrue();
        assertThat(limits.take("a").granted()).isTrue();
        assertThat(limits.take("a").granted()).isFalse();

        clock.now = clock.now.plusSeconds(3600);
        assertThat(limits.take("a").remaining()).isEqualTo(59);
    }

    @Test
    void limitMayBeOfASecond() {
        RateLimits checks = new RateLimits(2000, Duration.ofSeconds(1), clock);
        for (int taken = 0; taken < 2000; taken++) {
            assertThat(checks.take("a").granted()).isTrue();
        }
        assertThat(checks.take("a").granted()).isFalse();
        assertThat(checks.take("a").resetSeconds()).isEqualTo(1);
        clock.now = clock.now.plusMillis(500);
        assertThat(checks.take("a").remaining()).isEqualTo(999);
    }

    @Test
    void ofFiftyThousandTheOneNotHeardForLongestIsForgotten() {
        for (int taken = 0; taken < 60; taken++) {
            limits.take("heard");
            limits.take("silent");
        }
        for (int other = 0; other < 49_998; other++) {
            limits.take("other " + other);
        }
        assertThat(limits.take("heard").granted()).isFalse();

        limits.take("one too many");
        assertThat(limits.take("heard").granted()).isFalse();
        assertThat(limits.take("silent").granted()).isTrue();
    }
}
