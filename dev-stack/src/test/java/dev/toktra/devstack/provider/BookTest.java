package dev.toktra.devstack.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.devstack.provider.book.Cause;
import dev.toktra.devstack.provider.book.Edition;
import dev.toktra.devstack.provider.book.Figure;
import dev.toktra.devstack.provider.names.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BookTest {

    private static final Instant LATER = Instant.parse("2026-11-21T08:00:00Z");

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void putReplacesTheHour() {
        world.simulator.book().put(Provider.OPENAI, World.HOUR, List.of(figure("gpt-5", 11)));
        world.simulator.book().put(Provider.OPENAI, World.HOUR, List.of(figure("gpt-5", 12)));
        assertThat(outputs()).containsExactly(12L);
    }

    @Test
    void newestBucketIsPartialUntilTheDelayIsOver() {
        world.simulator.book().delay(Provider.OPENAI, Duration.ofMinutes(10));
        world.at("2026-11-20T10:10:00Z");
        assertThat(outputs()).isEmpty();
        world.at("2026-11-20T10:40:00Z");
        assertThat(outputs()).containsExactly(150L);
        world.at("2026-11-20T11:10:00Z");
        assertThat(outputs()).containsExactly(300L);
    }

    @Test
    void figureIsRestatedFromAnInstantOn() {
        world.simulator.book().restate(Provider.OPENAI, World.HOUR, new Edition(LATER, List.of(figure("gpt-5", 999))));
        world.simulator.clock().set(Optional.of(LATER.minusSeconds(1)));
        assertThat(outputs()).containsExactly(300L);
        world.simulator.clock().set(Optional.of(LATER));
        assertThat(outputs()).containsExactly(999L);
    }

    @Test
    void rowIsRetractedAndAnotherComesLate() {
        world.simulator.book().retract(Provider.OPENAI, World.HOUR, LATER, figure -> true);
        assertThat(outputs()).isEmpty();
        world.simulator.book().late(LATER.plusSeconds(60), figure("gpt-5", 5));
        assertThat(outputs()).containsExactly(5L);
        world.simulator.clock().set(Optional.of(LATER.minusSeconds(1)));
        assertThat(outputs()).containsExactly(300L);
    }

    @Test
    void minutesOfAnHourAddUpToIt() {
        world.simulator.book().put(Provider.OPENAI, World.HOUR, List.of(figure("gpt-5", 1_000_003)));
        JsonNode data = world.asking
                .openai(
                        "/organization/usage/completions",
                        "bucket_width",
                        "1m",
                        "limit",
                        "1440",
                        "start_time",
                        "1795132800",
                        "end_time",
                        "1795219200")
                .json();
        assertThat(data.findValues("output_tokens"))
                .hasSize(60)
                .extracting(JsonNode::asLong)
                .satisfies(all -> assertThat(
                                all.stream().mapToLong(Long::longValue).sum())
                        .isEqualTo(1_000_003));
    }

    @Test
    void figureThatNobodyCouldAskForIsRefused() {
        Figure figure = Figure.of(Provider.AZURE_OPENAI, World.HOUR, "gpt-4o")
                .project("one")
                .deployment("unknown")
                .tokens(1, 1)
                .figure();
        assertThatThrownBy(() -> world.simulator.book().put(Provider.AZURE_OPENAI, World.HOUR, List.of(figure)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown");
        assertThatThrownBy(() -> world.simulator.book().put(Provider.OPENAI, World.HOUR, List.of(figure)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void truthIsWhatHoldsInTheEndWithItsCauses() {
        world.simulator.book().put(Provider.OPENAI, World.HOUR, List.of(figure("gpt-5", 300)));
        world.simulator.book().restate(Provider.OPENAI, World.HOUR, new Edition(LATER, List.of(figure("gpt-5", 310))));
        world.simulator
                .book()
                .explain(
                        Provider.OPENAI,
                        World.HOUR,
                        List.of(
                                new Cause("coverage_gap", "gpt-5", 0, 200, 1),
                                new Cause("coverage_gap", "gpt-5", 0, 10, 0)));
        world.at("2026-11-20T10:10:00Z");
        JsonNode days = world.asking
                .get(world.simulator.url() + "/truth", Map.of())
                .json()
                .path("days");
        JsonNode day = days.path(0);
        assertThat(days).hasSize(4);
        assertThat(day.path("provider").asText()).isEqualTo("openai");
        assertThat(day.path("day").asText()).isEqualTo("2026-11-20");
        assertThat(day.path("model").asText()).isEqualTo("gpt-5");
        assertThat(day.path("output").asLong()).isEqualTo(310);
        assertThat(day.at("/causes/0/cause").asText()).isEqualTo("coverage_gap");
        assertThat(day.at("/causes/0/output").asLong()).isEqualTo(210);
    }

    private static Figure figure(String model, long output) {
        return Figure.of(Provider.OPENAI, World.HOUR, model).tokens(0, output).figure();
    }

    private List<Long> outputs() {
        return world.openAiDay().json().findValues("output_tokens").stream()
                .map(JsonNode::asLong)
                .toList();
    }
}
