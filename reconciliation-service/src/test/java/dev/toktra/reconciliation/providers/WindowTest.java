package dev.toktra.reconciliation.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WindowTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void startsAndEndsOnBordersOfItsBuckets() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Window(NOON.plusSeconds(1), end(13), Width.HOUR));
        assertThatIllegalArgumentException().isThrownBy(() -> new Window(NOON, end(13).minusMillis(1), Width.HOUR));
        assertThatIllegalArgumentException().isThrownBy(() -> new Window(NOON, end(13), Width.DAY));
        assertThatIllegalArgumentException().isThrownBy(() -> new Window(NOON, NOON, Width.HOUR));
    }

    @Test
    void coversWholeBuckets() {
        assertThat(Window.covering(NOON.plusSeconds(1), NOON.plusSeconds(3601), Width.HOUR))
                .isEqualTo(new Window(NOON, end(14), Width.HOUR));
        assertThat(Window.covering(NOON, end(13), Width.HOUR)).isEqualTo(new Window(NOON, end(13), Width.HOUR));
    }

    @Test
    void holdsItsStartAndNotItsEnd() {
        Window window = new Window(NOON, end(14), Width.HOUR);
        assertThat(window.holds(NOON)).isTrue();
        assertThat(window.holds(end(14))).isFalse();
        assertThat(window.buckets()).isEqualTo(2);
    }

    @Test
    void partsAreTheWindowAgainAndNoLongerThanAllowed() {
        Window window = new Window(NOON, NOON.plusSeconds(5 * 3600), Width.HOUR);
        assertThat(window.parts(2))
                .containsExactly(
                        new Window(NOON, end(14), Width.HOUR),
                        new Window(end(14), end(16), Width.HOUR),
                        new Window(end(16), end(17), Width.HOUR));
        assertThat(window.parts(5)).containsExactly(window);
    }

    @Test
    void isCutOnlyAtABorderInside() {
        Window window = new Window(NOON, end(14), Width.HOUR);
        assertThat(window.cutAt(NOON)).containsExactly(window);
        assertThat(window.cutAt(end(14))).containsExactly(window);
        assertThat(window.cutAt(end(13)))
                .containsExactly(new Window(NOON, end(13), Width.HOUR), new Window(end(13), end(14), Width.HOUR));
    }

    private static Instant end(int hour) {
        return Instant.parse("2026-11-20T%02d:00:00Z".formatted(hour));
    }
}
