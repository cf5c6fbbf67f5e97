package dev.toktra.agent.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.toktra.agent.event.EventJson;
import dev.toktra.agent.event.UsageEvent;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final LocalDate STORY = LocalDate.of(2026, 11, 22);
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Population POPULATION = Population.of(42, 100, STORY);
    private static final Instant FROM = STORY.minusDays(90).atStartOfDay(BERLIN).toInstant();
    private static final Instant UNTIL = STORY.atStartOfDay(BERLIN).toInstant();
    private static final List<Seen> HISTORY = history(POPULATION);

    private record Seen(String person, UUID deviceId, UsageEvent event) {

        LocalDate day() {
            return LocalDate.ofInstant(event.occurredAt(), BERLIN);
        }
    }

    @Test
    void aHundredPeopleMakeAboutFourHundredThousandEvents() {
        assertThat(HISTORY).hasSizeBetween(385_000, 415_000);
    }

    @Test
    void howManyEventsThereWillBeIsKnownBeforeTheyAreMade() {
        assertThat(expected(FROM, UNTIL)).isCloseTo(HISTORY.size(), withinPercentage(3));
        Instant noon = UNTIL.minus(12, ChronoUnit.HOURS);
        assertThat(expected(FROM, noon) + expected(noon, UNTIL)).isCloseTo(expected(FROM, UNTIL), within(0.001));
        assertThat(expected(noon, noon)).isZero();
    }

    private static double expected(Instant from, Instant until) {
        Timeline timeline = new Timeline(POPULATION);
        return POPULATION.devices().stream()
                .mapToDouble(device -> timeline.expected(device.deviceId(), from, until))
                .sum();
    }

    @Test
    void theSameSeedAndDayTellTheSameStory() {
        PopulationPlan small = PopulationPlan.of(7, 12, STORY);
        String told = hash(history(Population.of(small)));
        assertThat(hash(history(Population.of(small)))).isEqualTo(told);
        assertThat(hash(history(Population.of(PopulationPlan.of(8, 12, STORY)))))
                .isNotEqualTo(told);
        assertThat(told).isEqualTo("b8e5c60e523b9b7a");
    }

    @Test
    void aPartOfTheHistoryIsTheSameAsInTheWhole() {
        UUID device = POPULATION.devices().get(0).deviceId();
        Instant middle = Instant.parse("2026-10-25T00:30:00Z");
        List<UsageEvent> parts = new ArrayList<>();
        Timeline timeline = new Timeline(POPULATION);
        timeline.play(device, FROM, middle, parts::add);
        timeline.play(device, middle, UNTIL, parts::add);
        assertThat(parts)
                .isEqualTo(HISTORY.stream()
                        .filter(seen -> seen.deviceId().equals(device))
                        .map(Seen::event)
                        .toList())
                .isNotEmpty();
    }

    @Test
    void extraEventsAreTheSameHoweverTheTimeIsCut() {
        Instant begin = UNTIL.plusMillis(250);
        Instant end = begin.plusSeconds(7_201);
        Timeline timeline = new Timeline(POPULATION);
        List<Timeline.DeviceEvent> ticks = new ArrayList<>();
        for (Instant tick = begin; tick.isBefore(end); tick = tick.plusMillis(700)) {
            Instant next = tick.plusMillis(700);
            ticks.addAll(timeline.extra(tick, next.isAfter(end) ? end : next, 2.5));
        }
        assertThat(ticks).isEqualTo(new Timeline(POPULATION).extra(begin, end, 2.5));
        assertThat(ticks.size()).isCloseTo(18_000, withinPercentage(3));
    }

    @Test
    void eachDeviceSeesItsEventsInTheOrderOfTimeWithinTheHistory() {
        Map<UUID, Instant> last = new HashMap<>();
        for (Seen seen : HISTORY) {
            Instant at = seen.event().occurredAt();
            assertThat(at).isBetween(last.getOrDefault(seen.deviceId(), FROM), UNTIL.minusMillis(1));
            last.put(seen.deviceId(), at);
        }
    }

    @Test
    void allFourProvidersAreUsedOnEveryDayHoweverSmallTheOrganisation() {
        for (List<Seen> history : List.of(
                HISTORY, history(Population.of(PopulationPlan.of(3, 2, STORY).atMost(2_000))))) {
            Map<LocalDate, Set<String>> providers = new TreeMap<>();
            Map<LocalDate, Set<String>> utc = new TreeMap<>();
            history.forEach(seen -> {
                String provider = seen.event().called().provider();
                providers.computeIfAbsent(seen.day(), day -> new HashSet<>()).add(provider);
                LocalDate utcDay = LocalDate.ofInstant(seen.event().occurredAt(), ZoneOffset.UTC);
                utc.computeIfAbsent(utcDay, day -> new HashSet<>()).add(provider);
            });
            assertThat(providers).hasSize(90);
            assertThat(providers.values())
                    .allSatisfy(day -> assertThat(day)
                            .containsExactlyInAnyOrder("openai", "anthropic", "azure_openai", "gcp_vertex"));
            STORY.minusDays(90)
                    .datesUntil(STORY)
                    .forEach(day -> assertThat(utc.get(day)).hasSize(4));
        }
    }

    @Test
    void atMostIsAtMost() {
        for (int limit : new int[] {2_000, 5_000, 20_000, 60_000}) {
            List<Seen> history =
                    history(Population.of(PopulationPlan.of(42, 20, STORY).atMost(limit)));
            assertThat(history.size()).isBetween((int) (limit * 0.6), limit);
        }
    }

    @Test
    void weekendsAreQuietAndNightsAreNeverSilent() {
        double weekend = count(seen -> Presence.isWeekend(seen.day())) / 26.0;
        double week = count(seen -> !Presence.isWeekend(seen.day())) / 64.0;
        assertThat(weekend).isLessThan(week * 0.3);
        Set<Instant> hours = new HashSet<>();
        HISTORY.forEach(seen -> hours.add(seen.event().occurredAt().truncatedTo(ChronoUnit.HOURS)));
        assertThat(hours).hasSizeGreaterThan((int) (ChronoUnit.HOURS.between(FROM, UNTIL) * 0.99));
    }

    @Test
    void departmentsShowEachTrendOfAForecast() {
        assertThat(growth("Product Engineering")).isGreaterThan(1.2);
        assertThat(growth("Marketing")).isLessThan(0.8);
        assertThat(growth("Platform Engineering")).isBetween(0.85, 1.15);
        assertThat(growth("Customer Support")).isGreaterThan(0.95);
        assertThat(slopes("Customer Support")[0]).isGreaterThan(slopes("Customer Support")[1] + 0.05);
        assertThat(slopes("Product Engineering")[1]).isGreaterThan(slopes("Product Engineering")[0] + 0.05);
    }

    @Test
    void someEventsBelongToNobodyAndSomeAccountsAreSpelledOtherwise() {
        long unknown = count(seen -> seen.person().equals(Population.UNKNOWN));
        assertThat(unknown / (double) HISTORY.size()).isBetween(0.005, 0.08);
        Set<String> accounts = new HashSet<>();
        HISTORY.forEach(seen -> accounts.add(String.valueOf(seen.event().account())));
        assertThat(accounts).contains("ci-runner", "null", "lab-guest@halden.example");
        assertThat(accounts.stream().filter(account -> !account.isEmpty() && Character.isUpperCase(account.charAt(0))))
                .isNotEmpty();
    }

    @Test
    void habitsDiffer() {
        Map<String, long[]> byPerson = new HashMap<>();
        HISTORY.forEach(seen -> {
            long[] sums = byPerson.computeIfAbsent(seen.person(), person -> new long[3]);
            sums[0]++;
            sums[1] += seen.event().failed() ? 1 : 0;
            sums[2] += seen.event().retried() ? 1 : 0;
        });
        assertThat(byPerson.values().stream().filter(sums -> sums[0] > 200 && sums[1] > 0.10 * sums[0]))
                .hasSizeBetween(4, 30);
        assertThat(byPerson.values().stream().filter(sums -> sums[0] > 200 && sums[1] < 0.02 * sums[0]))
                .hasSizeBetween(8, 50);
        assertThat(POPULATION.people().stream()
                        .filter(person -> !byPerson.containsKey(person.userId().toString())))
                .as("people who never use AI")
                .hasSizeBetween(2, 10);
        assertThat(count(seen -> seen.event().retried())).isPositive();
        assertThat(count(seen -> seen.event().called().model() == null)).isPositive();
        assertThat(count(seen -> seen.event().outcome() != null)).isPositive();
    }

    private static long count(Predicate<Seen> which) {
        return HISTORY.stream().filter(which).count();
    }

    private static double growth(String department) {
        double[] weeks = weeks(department);
        double last = 0;
        double before = 0;
        for (int week = 0; week < 4; week++) {
            last += weeks[weeks.length - 1 - week];
            before += weeks[weeks.length - 5 - week];
        }
        return last / before;
    }

    /** Relative growth a week over all weeks but the last four, and over the last five. */
    private static double[] slopes(String department) {
        double[] weeks = weeks(department);
        int cut = weeks.length - 5;
        return new double[] {
            (weeks[cut] / weeks[0] - 1) / cut, (weeks[weeks.length - 1] / weeks[cut] - 1) / (weeks.length - 1 - cut)
        };
    }

    private static double[] weeks(String department) {
        UUID unit = POPULATION.departments().stream()
                .filter(one -> one.name().equals(department))
                .findFirst()
                .orElseThrow()
                .unitId();
        Set<String> members = new HashSet<>();
        POPULATION.people().stream()
                .filter(person -> person.departmentId().equals(unit))
                .forEach(person -> members.add(person.userId().toString()));
        double[] weeks = new double[12];
        for (Seen seen : HISTORY) {
            int week = (int) (11 - (STORY.toEpochDay() - 1 - seen.day().toEpochDay()) / 7);
            if (week >= 0 && members.contains(seen.person())) {
                weeks[week]++;
            }
        }
        return weeks;
    }

    private static List<Seen> history(Population population) {
        Timeline timeline = new Timeline(population);
        List<Seen> history = new ArrayList<>();
        for (Device device : population.devices()) {
            timeline.play(
                    device.deviceId(),
                    FROM,
                    UNTIL,
                    event -> history.add(new Seen(
                            population.personOf(event.account(), device.deviceId()), device.deviceId(), event)));
        }
        return history;
    }

    private static String hash(List<Seen> history) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Seen seen : history) {
                digest.update(seen.deviceId().toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                digest.update(EventJson.write(seen.event()));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
