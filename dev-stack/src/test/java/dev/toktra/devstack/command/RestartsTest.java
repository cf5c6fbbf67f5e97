package dev.toktra.devstack.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RestartsTest {

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final Restarts restarts = new Restarts(() -> now);

    @Test
    void quietHourIsForgiven() {
        for (int day = 0; day < 30; day++) {
            assertThat(restarts.count("kafka")).isEqualTo(1);
            now = now.plus(Restarts.FORGIVEN_AFTER);
        }
    }

    @Test
    void whatEndsAgainAndAgainIsCountedPartByPart() {
        for (int time = 1; time <= Restarts.MOST; time++) {
            assertThat(restarts.count("kafka")).isEqualTo(time);
            now = now.plus(Restarts.FORGIVEN_AFTER).minusSeconds(1);
        }
        assertThat(restarts.count("postgres")).isEqualTo(1);
    }

    @Test
    void whatStaysAwayIsNotForgiven() {
        for (int time = 1; time <= Restarts.MOST; time++) {
            restarts.count("kafka");
        }
        assertThat(restarts.count("kafka")).isEqualTo(Restarts.MOST + 1);
        now = now.plus(Restarts.FORGIVEN_AFTER.multipliedBy(2));
        assertThat(restarts.count("kafka")).isEqualTo(Restarts.MOST + 2);
    }
}
