package dev.toktra.agent.population;

import dev.toktra.agent.event.UsageEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What each device sees and when: the same for ever for a population, in the order of time. */
public final class Timeline {

    /** Days of {@link #extra} events that are kept while devices go through them one after the other. */
    private static final int EXTRA_DAYS_KEPT = 30;

    private static final Comparator<UsageEvent> BY_TIME = Comparator.comparing(UsageEvent::occurredAt);

    private static final Comparator<DeviceEvent> ACROSS =
            Comparator.comparing(seen -> seen.event().occurredAt());

    private final Population population;
    private final ZoneId zone;
    private volatile @Nullable Hour lastHour;
    private volatile @Nullable Second lastSecond;
    private final Map<ExtraDay, Map<UUID, List<UsageEvent>>> extraDays = new ConcurrentHashMap<>();
    private volatile @Nullable Day lastDay;

    public Timeline(Population population) {
        this.population = population;
        this.zone = population.organisation().zone();
    }

    /** Shows a device's events from an instant (inclusive) to another (exclusive), in the order of time. */
    public void play(UUID deviceId, Instant from, Instant until, Consumer<UsageEvent> events) {
        LocalDate last = LocalDate.ofInstant(until, zone);
        for (LocalDate day = LocalDate.ofInstant(from, zone); !day.isAfter(last); day = day.plusDays(1)) {
            for (UsageEvent event : day(deviceId, day)) {
                if (!event.occurredAt().isBefore(from) && event.occurredAt().isBefore(until)) {
                    events.accept(event);
                }
            }
        }
    }

    /** How many events a device sees from an instant to another on average, without making them. */
    public double expected(UUID deviceId, Instant from, Instant until) {
        double events = 0;
        LocalDate last = LocalDate.ofInstant(until, zone);
        for (LocalDate day = LocalDate.ofInstant(from, zone); !day.isAfter(last); day = day.plusDays(1)) {
            Instant begin = day.atStartOfDay(zone).toInstant();
            Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
            Duration told = Duration.between(begin.isBefore(from) ? from : begin, end.isAfter(until) ? until : end);
            events += expected(deviceId, day)
                    * told.toMillis()
                    / Duration.between(begin, end).toMillis();
        }
        return events;
    }

    private double expected(UUID deviceId, LocalDate day) {
        double events = 0;
        for (Seat seat : population.seatsAt(deviceId)) {
            events += population.expected(seat, day);
            if (evaluates(seat)) {
                events += Models.EVALUATED.size() * PopulationPlan.EVALUATIONS_PER_PROVIDER;
            }
        }
        return events;
    }

    /** A device's events of a day in the organisation's zone, in the order of time. */
    public List<UsageEvent> day(UUID deviceId, LocalDate day) {
        List<UsageEvent> events = new ArrayList<>();
        for (Seat seat : population.seatsAt(deviceId)) {
            addDay(seat, day, events);
            if (evaluates(seat)) {
                addEvaluation(seat, day, events);
            }
        }
        events.sort(BY_TIME);
        return events;
    }

    /** The same with the device's {@link #extra} events of that rate. */
    public List<UsageEvent> day(UUID deviceId, LocalDate day, double rate) {
        List<UsageEvent> events = day(deviceId, day);
        if (rate > 0) {
            events.addAll(extraOf(day, rate).getOrDefault(deviceId, List.of()));
            events.sort(BY_TIME);
        }
        return events;
    }

    private Map<UUID, List<UsageEvent>> extraOf(LocalDate day, double rate) {
        if (extraDays.size() > EXTRA_DAYS_KEPT) {
            extraDays.clear();
        }
        return extraDays.computeIfAbsent(new ExtraDay(day, rate), any -> {
            Instant begin = day.atStartOfDay(zone).toInstant();
            Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
            return extra(begin, end, rate).stream()
                    .collect(Collectors.groupingBy(
                            DeviceEvent::deviceId, Collectors.mapping(DeviceEvent::event, Collectors.toList())));
        });
    }

    private record ExtraDay(LocalDate date, double rate) {}

    /** All devices' events from an instant (inclusive) to another (exclusive), in the order of time. */
    public List<DeviceEvent> due(Instant from, Instant until) {
        List<DeviceEvent> due = new ArrayList<>();
        LocalDate last = LocalDate.ofInstant(until, zone);
        for (LocalDate day = LocalDate.ofInstant(from, zone); !day.isAfter(last); day = day.plusDays(1)) {
            for (DeviceEvent event : everybody(day)) {
                Instant at = event.event().occurredAt();
                if (!at.isBefore(from) && at.isBefore(until)) {
                    due.add(event);
                }
            }
        }
        return due;
    }

    /**
     * More events from an instant (inclusive) to another (exclusive), by people who work at that hour: movement for quiet
     * hours and load for tests. However the time is cut, its parts are the same as the whole.
     *
     * @param rate events a second on average
     */
    public List<DeviceEvent> extra(Instant from, Instant until, double rate) {
        List<DeviceEvent> extra = new ArrayList<>();
        Instant second = from.truncatedTo(ChronoUnit.SECONDS);
        for (; second.isBefore(until); second = second.plusSeconds(1)) {
            for (DeviceEvent event : extraOf(second, rate)) {
                Instant at = event.event().occurredAt();
                if (!at.isBefore(from) && at.isBefore(until)) {
                    extra.add(event);
                }
            }
        }
        return extra;
    }

    private List<DeviceEvent> extraOf(Instant second, double rate) {
        Dice dice = Dice.of(population.plan().seed(), "extra", second.getEpochSecond());
        int count = dice.poisson(rate);
        if (count == 0) {
            return List.of();
        }
        Second known = lastSecond;
        if (known == null || !known.start().equals(second) || known.rate() != rate) {
            known = new Second(second, rate, made(second, count, dice));
            lastSecond = known;
        }
        return known.events();
    }

    private List<DeviceEvent> made(Instant second, int count, Dice dice) {
        List<DeviceEvent> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Instant at = second.plusMillis(dice.below(1_000));
            Seat seat = dice.pick(awake(at));
            Calls calls = new Calls(seat, dice, daysBefore(LocalDate.ofInstant(at, zone)));
            events.add(new DeviceEvent(seat.device().deviceId(), calls.call(at)));
        }
        events.sort(ACROSS);
        return events;
    }

    private record Second(Instant start, double rate, List<DeviceEvent> events) {}

    /** An event and the device that saw it. */
    public record DeviceEvent(UUID deviceId, UsageEvent event) {}

    private List<DeviceEvent> everybody(LocalDate day) {
        Day known = lastDay;
        if (known == null || !known.date().equals(day)) {
            List<DeviceEvent> events = new ArrayList<>();
            for (Device device : population.devices()) {
                day(device.deviceId(), day).forEach(event -> events.add(new DeviceEvent(device.deviceId(), event)));
            }
            events.sort(ACROSS);
            known = new Day(day, events);
            lastDay = known;
        }
        return known.events();
    }

    private record Day(LocalDate date, List<DeviceEvent> events) {}

    private List<Choice<Seat>> awake(Instant at) {
        Instant hour = at.truncatedTo(ChronoUnit.HOURS);
        Hour known = lastHour;
        if (known == null || !known.start().equals(hour)) {
            ZonedDateTime local = hour.atZone(zone);
            known = new Hour(
                    hour,
                    population.seats().stream()
                            .map(seat -> new Choice<>(
                                    seat,
                                    seat.habits().rhythm().weight(local.getHour())
                                            * population.expected(seat, local.toLocalDate())))
                            .filter(choice -> choice.weight() > 0)
                            .toList());
            lastHour = known;
        }
        return known.awake();
    }

    private record Hour(Instant start, List<Choice<Seat>> awake) {}

    private void addDay(Seat seat, LocalDate day, List<UsageEvent> events) {
        Dice dice = Dice.of(population.plan().seed(), "day", seat.index(), day.toEpochDay());
        int count = dice.poisson(population.expected(seat, day) * dice.noise(0.25));
        Calls calls = new Calls(seat, dice, daysBefore(day));
        Instant latest = day.plusDays(1).atStartOfDay(zone).toInstant().minusMillis(1);
        int made = 0;
        while (made < count) {
            UsageEvent event = calls.call(time(day, seat.habits().rhythm(), dice));
            events.add(event);
            made++;
            for (UsageEvent again = calls.again(event, latest); again != null && made < count; made++) {
                events.add(again);
                again = calls.again(again, latest);
            }
        }
    }

    /** The nightly evaluation: every provider, every night. */
    private void addEvaluation(Seat seat, LocalDate day, List<UsageEvent> events) {
        Dice dice = Dice.of(population.plan().seed(), "evaluation", day.toEpochDay());
        Calls calls = new Calls(seat, dice, daysBefore(day));
        for (ModelOffer model : Models.EVALUATED) {
            for (int i = 0; i < PopulationPlan.EVALUATIONS_PER_PROVIDER; i++) {
                Instant at = time(day, DayRhythm.NIGHTLY, dice);
                events.add(calls.call(at, new Tool("evaluation", model, false), 1));
            }
        }
    }

    private Instant time(LocalDate day, DayRhythm rhythm, Dice dice) {
        LocalTime time = LocalTime.ofSecondOfDay(rhythm.second(dice)).plusNanos(1_000_000L * dice.below(1_000));
        return day.atTime(time).atZone(zone).toInstant();
    }

    private long daysBefore(LocalDate day) {
        return population.plan().storyDay().toEpochDay() - day.toEpochDay();
    }

    private static boolean evaluates(Seat seat) {
        return seat.device().ownerId() == null && seat.account() == null;
    }
}
