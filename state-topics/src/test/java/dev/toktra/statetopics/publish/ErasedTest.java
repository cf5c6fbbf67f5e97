package dev.toktra.statetopics.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.events.State;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ErasedTest {

    private static final String ORG = "10000000-0000-4000-8000-000000000001";

    @ParameterizedTest
    @MethodSource("types")
    void everyKindOfStateHasAnErasedForm(Class<? extends State> type) {
        String key = key(type);
        State erased = Erased.of(type, key, 7).orElseThrow();
        assertThat(erased.key()).isEqualTo(key);
        assertThat(erased.version()).isEqualTo(7);
        assertThat(erased.deleted()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("types")
    void strangeKeyHasNone(Class<? extends State> type) {
        assertThat(Erased.of(type, "what|is|this|key", 7)).isEmpty();
        assertThat(Erased.of(type, "", 7)).isEmpty();
    }

    static Class<?>[] types() {
        return State.class.getPermittedSubclasses();
    }

    private static String key(Class<? extends State> type) {
        return switch (type.getSimpleName()) {
            case "OrganisationState" -> ORG;
            case "DailyUsage" -> ORG + "|2026-01-31|unknown";
            default -> ORG + "|20000000-0000-4000-8000-000000000002";
        };
    }
}
