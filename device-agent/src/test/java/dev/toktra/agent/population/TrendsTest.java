package dev.toktra.agent.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.toktra.agent.event.UsageEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each trend class of a forecast is there, on whatever day of the week the story is told. */
class TrendsTest {

    private static final LocalDate STORY = LocalDate.of(2026, 11, 22);

    @ParameterizedTest(name = "{0} days later")
    @ValueSource(ints = {0, 2, 5})
    void departmentsModelsAndProvidersHaveTheirTrends(int later) {
        Map<String, double[]> series = series(STORY.plusDays(later));

        assertThat(trend(series, "Product Engineering")).isEqualTo(Trend.ACCELERATING);
        assertThat(trend(series, "Customer Support")).isEqualTo(Trend.DECELERATING);
        assertThat(trend(series, "Marketing")).isEqualTo(Trend.DECLINING);
        assertThat(change(series, "Platform Engineering")).isCloseTo(0, within(0.12));
        if (later == 0) {
            assertThat(trend(series, "Platform Engineering")).isEqualTo(Trend.STEADY);
        }
        assertThat(trend(series, "claude-sonnet-5")).isEqualTo(Trend.ACCELERATING);
        assertThat(trend(series, "gpt-5.3-codex")).isEqualTo(Trend.ACCELERATING);
        assertThat(trend(series, "gpt-5.1")).isEqualTo(Trend.DECELERATING);
        assertThat(trend(series, "gpt-4o")).isEqualTo(Trend.DECLINING);
        assertThat(trend(series, "claude-3-5-sonnet")).isEqualTo(Trend.DECLINING);
        assertThat(trend(series, "gemini-1.5-pro")).isEqualTo(Trend.DECLINING);
        assertThat(trend(series, "anthropic")).isEqualTo(Trend.ACCELERATING);
        assertThat(trend(series, "openai")).isEqualTo(Trend.ACCELERATING);
    }

    @Test
    void classesOfSeriesThatAreWhatTheyAreCalled() {
        double[] days = new double[90];
        for (Trend trend : Trend.values()) {
            for (int day = 0; day < 90; day++) {
                boolean weekend = day % 7 > 4;
                days[day] = trend.factor(90 - day) * (weekend ? 100 : 1_000);
            }
            assertThat(TrendClasses.of(days)).isEqualTo(trend);
        }
    }

    private static Trend trend(Map<String, double[]> series, String name) {
        return TrendClasses.of(Objects.requireNonNull(series.get(name)));
    }

    private static double change(Map<String, double[]> series, String name) {
        return TrendClasses.change(TrendClasses.weeks(Objects.requireNonNull(series.get(name))));
    }

    /** Daily tokens by department of the day, model and provider. */
    private static Map<String, double[]> series(LocalDate story) {
        Population population = Population.of(42, 100, story);
        Map<UUID, String> departments = new HashMap<>();
        population.departments().forEach(one -> departments.put(one.unitId(), one.name()));
        Map<String, Person> people = new HashMap<>();
        population.people().forEach(one -> people.put(one.userId().toString(), one));
        Map<String, double[]> series = new HashMap<>();
        Timeline timeline = new Timeline(population);
        Instant from = story.minusDays(90).atStartOfDay(Population.ZONE).toInstant();
        Instant until = story.atStartOfDay(Population.ZONE).toInstant();
        for (Device device : population.devices()) {
            timeline.play(device.deviceId(), from, until, event -> {
                LocalDate day = LocalDate.ofInstant(event.occurredAt(), Population.ZONE);
                int place = (int) (day.toEpochDay() - story.toEpochDay() + 90);
                Person person = people.get(population.personOf(event.account(), device.deviceId()));
                String department = person == null ? "nobody's" : departments.get(person.departmentOn(day));
                for (String name : names(event, String.valueOf(department))) {
                    series.computeIfAbsent(name, any -> new double[90])[place] +=
                            event.tokens().total();
                }
            });
        }
        return series;
    }

    private static String[] names(UsageEvent event, String department) {
        return new String[] {
            department, String.valueOf(event.called().model()), event.called().provider()
        };
    }
}
