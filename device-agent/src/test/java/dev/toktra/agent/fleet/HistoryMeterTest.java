package dev.toktra.agent.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistoryMeterTest {

    private final HistoryMeter meter = new HistoryMeter(400_000);

    @Test
    void beginsWithHowMuchThereIs() {
        assertThat(meter.progress(0, 12)).isEqualTo("Sending the history: 0 %, 0 of about 400,000 events.");
    }

    @Test
    void saysShareAndPaceAndTimeLeft() {
        assertThat(meter.progress(100_000, 10))
                .isEqualTo(
                        "Sending the history: 25 %, 100,000 of about 400,000 events, 10,000 a second, about 30 s left.");
        assertThat(meter.progress(4_000, 10)).endsWith("400 a second, about 17 min left.");
    }

    @Test
    void moreThanTheAverageIsNotYetAll() {
        assertThat(meter.progress(404_000, 40))
                .startsWith("Sending the history: 99 %, 404,000 of about 404,000 events");
    }

    @Test
    void nothingExpectedIsNoError() {
        assertThat(new HistoryMeter(0).progress(0, 1)).startsWith("Sending the history: 0 %");
    }
}
