package dev.toktra.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SilenceWatchTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final SilenceWatch watch = new SilenceWatch(Duration.ofMillis(100), nanos::get);

    private void pass(int millis) {
        nanos.addAndGet(millis * 1_000_000L);
    }

    @Test
    void whatMovesIsNotSilent() {
        for (int i = 0; i < 10; i++) {
            pass(99);
            assertThat(watch.millisLeft()).isPositive();
            watch.moved();
        }
    }

    @Test
    void silenceEndsAfterItsTime() {
        pass(60);
        assertThat(watch.millisLeft()).isBetween(40L, 41L);
        pass(40);
        assertThat(watch.millisLeft()).isZero();
    }
}
