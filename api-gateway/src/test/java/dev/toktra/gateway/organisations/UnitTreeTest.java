package dev.toktra.gateway.organisations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UnitTreeTest {

    private static final UUID TOP = new UUID(0, 1);
    private static final UUID MIDDLE = new UUID(0, 2);
    private static final UUID LOW = new UUID(0, 3);
    private static final UUID OTHER = new UUID(0, 4);

    private final UnitTree tree = new UnitTree(Map.of(MIDDLE, TOP, LOW, MIDDLE));

    @Test
    void departmentCannotGoBelowItself() {
        assertThat(tree.wouldLoop(TOP, TOP)).isTrue();
        assertThat(tree.wouldLoop(TOP, LOW)).isTrue();
        assertThat(tree.wouldLoop(MIDDLE, LOW)).isTrue();
    }

    @Test
    void departmentCanGoAnywhereElse() {
        assertThat(tree.wouldLoop(LOW, TOP)).isFalse();
        assertThat(tree.wouldLoop(MIDDLE, OTHER)).isFalse();
        assertThat(tree.wouldLoop(OTHER, LOW)).isFalse();
    }
}
