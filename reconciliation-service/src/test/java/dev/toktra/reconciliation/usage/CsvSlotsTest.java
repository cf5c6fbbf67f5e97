package dev.toktra.reconciliation.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toktra.reconciliation.asking.view.Refusal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvSlotsTest {

    private final CsvSlots slots = new CsvSlots(1);

    private List<String> all(Multi<String> stream) {
        return slots.taking(stream).collect().asList().await().atMost(Duration.ofSeconds(5));
    }

    @Test
    void aSlotIsFreeAgainWhenItsStreamEndsFailsOrIsCutOff() {
        assertThat(all(Multi.createFrom().items("a", "b"))).containsExactly("a", "b");
        assertThatThrownBy(() -> all(Multi.createFrom().failure(new IllegalStateException("broken"))))
                .hasMessageContaining("broken");
        Cancellable open =
                slots.taking(Multi.createFrom().nothing()).subscribe().with(item -> {});
        assertThatThrownBy(() -> all(Multi.createFrom().item("c"))).isInstanceOf(Refusal.Busy.class);
        open.cancel();
        assertThat(all(Multi.createFrom().item("d"))).containsExactly("d");
    }
}
