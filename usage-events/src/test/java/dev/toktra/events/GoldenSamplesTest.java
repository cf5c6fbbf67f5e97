package dev.toktra.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes on the topics stay readable: each sample reads into its record and writes back the same. */
class GoldenSamplesTest {

    private static final ObjectMapper TREES = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            classes = {
                UsageBatch.class,
                DeviceState.class,
                OrganisationState.class,
                PersonState.class,
                UnitState.class,
                DailyUsage.class,
                BudgetStatus.class,
                EfficiencyScore.class,
                ModelTier.class,
                Marker.class
            })
    void aSampleReadsAndWritesBackTheSame(Class<?> type) throws IOException {
        byte[] sample = sample(type);
        Object record = EventJson.read(sample, type);
        assertThat(TREES.readTree(EventJson.write(record))).isEqualTo(TREES.readTree(sample));
    }

    @ParameterizedTest
    @MethodSource("states")
    void anErasedStateIsDeletedAndHoldsNothingButItsKey(Class<? extends State> type) throws IOException {
        State state = EventJson.read(sample(type), type);

        State erased = EventJson.read(EventJson.write(state.erased(1L << 60)), type);

        assertThat(erased.key()).isEqualTo(state.key());
        assertThat(erased.version()).isEqualTo(1L << 60);
        assertThat(erased.deleted()).isTrue();
        assertThat(new String(EventJson.write(erased), StandardCharsets.UTF_8))
                .doesNotContain("Compilers", "Acme", "Ada", "@", "openai");
    }

    static Class<?>[] states() {
        return State.class.getPermittedSubclasses();
    }

    @Test
    void aFieldOfANewerWriterIsIgnored() throws IOException {
        ObjectNode newer = (ObjectNode) TREES.readTree(sample(UnitState.class));
        newer.put("colour", "green");
        assertThat(EventJson.read(TREES.writeValueAsBytes(newer), UnitState.class)
                        .name())
                .isEqualTo("Compilers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{\"org_id\":7}", "\u0000"})
    void bytesThatAreNoRecordSaySo(String bytes) {
        assertThatThrownBy(() -> EventJson.read(bytes.getBytes(StandardCharsets.UTF_8), UsageBatch.class))
                .isInstanceOf(EventJson.UnreadableRecord.class)
                .hasMessageContaining("not a UsageBatch");
    }

    @Test
    void aRecordThatBreaksALawIsUnreadable() throws IOException {
        ObjectNode batch = (ObjectNode) TREES.readTree(sample(UsageBatch.class));
        batch.put("last_seq", 4715);
        byte[] bytes = TREES.writeValueAsBytes(batch);
        assertThatThrownBy(() -> EventJson.read(bytes, UsageBatch.class))
                .isInstanceOf(EventJson.UnreadableRecord.class)
                .hasMessageContaining("each number from first_seq to last_seq once");
    }

    static byte[] sample(Class<?> type) throws IOException {
        try (InputStream in =
                GoldenSamplesTest.class.getResourceAsStream("/samples/" + type.getSimpleName() + ".json")) {
            return in.readAllBytes();
        }
    }

    static JsonNode sampleTree(Class<?> type) throws IOException {
        return TREES.readTree(sample(type));
    }
}
