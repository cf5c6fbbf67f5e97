package dev.toktra.agent.population;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.agent.event.UsageEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Styles of work differ in what scores are made of, as their names say; over the 30 days before the story. */
class HabitsTest {

    private static final LocalDate STORY = LocalDate.of(2026, 11, 22);
    private static final Population POPULATION = Population.of(42, 100, STORY);
    private static final Map<Person, RawValues> VALUES = values();
    private static final List<String> CODING =
            List.of("Product Engineering", "Platform Engineering", "Data & Machine Learning");

    private static Map<Person, RawValues> values() {
        Map<String, Person> people = new TreeMap<>();
        Map<Person, RawValues> values = new LinkedHashMap<>();
        POPULATION.people().forEach(person -> {
            people.put(person.userId().toString(), person);
            values.put(person, new RawValues());
        });
        play(STORY.minusDays(30), (device, event) -> {
            Person person = people.get(POPULATION.personOf(event.account(), device.deviceId()));
            if (person != null) {
                Objects.requireNonNull(values.get(person)).add(event, day(event));
            }
        });
        return values;
    }

    private static RawValues of(Person person) {
        return Objects.requireNonNull(VALUES.get(person));
    }

    private interface Seen {
        void by(Device device, UsageEvent event);
    }

    private static void play(LocalDate from, Seen seen) {
        Timeline timeline = new Timeline(POPULATION);
        Instant begin = from.atStartOfDay(Population.ZONE).toInstant();
        Instant end = STORY.atStartOfDay(Population.ZONE).toInstant();
        POPULATION
                .devices()
                .forEach(device -> timeline.play(device.deviceId(), begin, end, event -> seen.by(device, event)));
    }

    private static LocalDate day(UsageEvent event) {
        return LocalDate.ofInstant(event.occurredAt(), Population.ZONE);
    }

    private static WorkStyle style(Person person) {
        return POPULATION.seats().stream()
                .filter(seat -> person.userId().equals(seat.device().ownerId()))
                .map(seat -> seat.habits().style())
                .findFirst()
                .orElseThrow();
    }

    /** The middle of a value over the scored people of each style. */
    private static Map<WorkStyle, Double> medians(ToDoubleFunction<RawValues> value, Predicate<Person> who) {
        Map<WorkStyle, List<Double>> all = new EnumMap<>(WorkStyle.class);
        VALUES.forEach((person, values) -> {
            if (values.isEnoughForAScore() && who.test(person)) {
                all.computeIfAbsent(style(person), any -> new ArrayList<>()).add(value.applyAsDouble(values));
            }
        });
        Map<WorkStyle, Double> medians = new EnumMap<>(WorkStyle.class);
        all.forEach((style, some) -> {
            some.sort(null);
            medians.put(style, some.get(some.size() / 2));
        });
        return medians;
    }

    private static boolean codes(Person person) {
        UUID today = person.departmentOn(STORY);
        return POPULATION.departments().stream()
                .anyMatch(one -> one.unitId().equals(today) && CODING.contains(one.name()));
    }

    private static void ordered(Map<WorkStyle, Double> values, WorkStyle... fromHigh) {
        for (int i = 1; i < fromHigh.length; i++) {
            assertThat(values.get(fromHigh[i - 1]))
                    .as("%s over %s in %s", fromHigh[i - 1], fromHigh[i], values)
                    .isGreaterThan(1.15 * values.getOrDefault(fromHigh[i], Double.NaN));
        }
    }

    @Test
    void whatIsMadeOfADollarFallsFromCraftsmanToStruggler() {
        Map<WorkStyle, Double> outputs = medians(RawValues::output, HabitsTest::codes);
        ordered(outputs, WorkStyle.CRAFTSMAN, WorkStyle.CAUTIOUS, WorkStyle.EVERYDAY, WorkStyle.STRUGGLER);
        ordered(outputs, WorkStyle.BUILDER, WorkStyle.EVERYDAY, WorkStyle.FIREHOSE);
    }

    @Test
    void whoFailsAndRepeatsWastesMoreThanAnybodyElse() {
        ordered(medians(RawValues::waste, any -> true), WorkStyle.STRUGGLER, WorkStyle.FIREHOSE, WorkStyle.CRAFTSMAN);
        double careful = VALUES.entrySet().stream()
                .filter(entry -> entry.getValue().isEnoughForAScore() && style(entry.getKey()) != WorkStyle.STRUGGLER)
                .mapToDouble(entry -> entry.getValue().waste())
                .max()
                .orElseThrow();
        List<Double> strugglers = VALUES.entrySet().stream()
                .filter(entry -> entry.getValue().isEnoughForAScore() && style(entry.getKey()) == WorkStyle.STRUGGLER)
                .map(entry -> entry.getValue().waste())
                .toList();
        assertThat(strugglers).hasSizeGreaterThan(6).allMatch(waste -> waste > careful);
    }

    @Test
    void carefulPeopleReuseTheirCaches() {
        ordered(
                medians(RawValues::cacheReuse, any -> true),
                WorkStyle.CRAFTSMAN,
                WorkStyle.EVERYDAY,
                WorkStyle.FIREHOSE,
                WorkStyle.STRUGGLER);
    }

    @Test
    void triflesGoToTheStrongestModelWhereThatIsTheHabit() {
        ordered(
                medians(RawValues::misfit, any -> true),
                WorkStyle.TRIFLER,
                WorkStyle.FIREHOSE,
                WorkStyle.EVERYDAY,
                WorkStyle.CRAFTSMAN);
    }

    @Test
    void builderAndFirehoseUseMuchAndTheCautiousLittle() {
        ordered(
                medians(RawValues::requests, HabitsTest::codes),
                WorkStyle.FIREHOSE,
                WorkStyle.EVERYDAY,
                WorkStyle.CAUTIOUS);
        ordered(medians(RawValues::requests, HabitsTest::codes), WorkStyle.BUILDER, WorkStyle.EVERYDAY);
    }

    @Test
    void whoAsksRarelyHasTooLittleForAScoreAndWhoAbstainsNothing() {
        VALUES.forEach((person, values) -> {
            if (style(person) == WorkStyle.OCCASIONAL) {
                assertThat(values.requests()).as(person.name()).isLessThan(50L);
            }
            if (style(person) == WorkStyle.ABSTAINING) {
                assertThat(values.requests()).as(person.name()).isZero();
            }
        });
        assertThat(VALUES.keySet().stream().map(HabitsTest::style))
                .contains(WorkStyle.OCCASIONAL, WorkStyle.ABSTAINING, WorkStyle.BUILDER, WorkStyle.TRIFLER);
    }

    @Test
    void fourDepartmentsHaveTenScoredPeople() {
        Map<UUID, Long> scored = VALUES.entrySet().stream()
                .filter(entry -> entry.getValue().isEnoughForAScore())
                .map(entry -> entry.getKey().departmentOn(STORY))
                .filter(department -> department != null)
                .collect(Collectors.groupingBy(department -> department, Collectors.counting()));

        assertThat(scored.values().stream().filter(people -> people >= 10)).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void someStopSomeJoinSomeLeave() {
        Map<String, List<LocalDate>> days = daysOfUse();
        long stopped = POPULATION.people().stream()
                .filter(person -> person.departmentOn(STORY) != null)
                .filter(person -> days.containsKey(person.userId().toString()))
                .filter(person -> of(person).requests() == 0)
                .count();

        assertThat(stopped).isBetween(1L, 4L);
        POPULATION
                .people()
                .forEach(person -> assertThat(days.getOrDefault(person.userId().toString(), List.of()))
                        .as(person.name())
                        .allMatch(day -> person.departmentOn(day) != null));
        assertThat(POPULATION.people())
                .anyMatch(person -> person.departmentOn(STORY) == null)
                .anyMatch(person -> person.joinedOn().isAfter(STORY.minusDays(60)));
    }

    @Test
    void oneChangesTheDepartmentOnADayAndWorksOn() {
        Map<String, List<LocalDate>> days = daysOfUse();
        List<Person> moved = POPULATION.people().stream()
                .filter(person -> person.moves().stream().anyMatch(move -> move.departmentId() != null))
                .toList();

        assertThat(moved).singleElement().satisfies(person -> {
            LocalDate day = person.moves().get(0).from();
            assertThat(person.departmentOn(day.minusDays(1))).isNotEqualTo(person.departmentOn(day));
            assertThat(days.get(person.userId().toString()))
                    .anyMatch(one -> one.isBefore(day))
                    .anyMatch(one -> !one.isBefore(day));
        });
    }

    private static Map<String, List<LocalDate>> daysOfUse() {
        Map<String, List<LocalDate>> days = new TreeMap<>();
        play(
                STORY.minusDays(90),
                (device, event) -> days.computeIfAbsent(
                                POPULATION.personOf(event.account(), device.deviceId()), any -> new ArrayList<>())
                        .add(day(event)));
        return days;
    }
}
