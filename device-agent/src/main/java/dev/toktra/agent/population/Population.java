package dev.toktra.agent.population;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An organisation with its people and devices, and whose an event is. */
public final class Population {

    /** The person of events whose account and device the directory does not know. */
    public static final String UNKNOWN = "unknown";

    /** Where the demo organisation is. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private final PopulationPlan plan;
    private final Organisation organisation;
    private final Units units;
    private final List<Person> people;
    private final List<Device> devices;
    private final List<Seat> seats;
    private final Map<UUID, List<Seat>> seatsOfDevice;
    private final Map<String, UUID> personOfName = new HashMap<>();
    private final double volume;

    private Population(PopulationPlan plan) {
        this.plan = plan;
        this.organisation =
                new Organisation(SeededIds.of(plan.seed(), "organisation", 0), "Halden Instruments", ZONE, "USD");
        this.units = new Units(plan.seed());
        Hiring hiring = new Hiring(plan, units);
        hiring.hireEverybody();
        this.people = List.copyOf(hiring.people());
        this.devices = List.copyOf(hiring.devices());
        this.seats = List.copyOf(hiring.seats());
        this.seatsOfDevice = seats.stream()
                .collect(Collectors.groupingBy(seat -> seat.device().deviceId()));
        for (Person person : people) {
            person.aliases().forEach(alias -> personOfName.put(name(alias.kind(), alias.value()), person.userId()));
        }
        this.volume = (plan.eventsIn90Days() - plan.automaticEvents()) / expectedIn90Days();
    }

    public static Population of(PopulationPlan plan) {
        return new Population(plan);
    }

    /** The usual volume for so many people. */
    public static Population of(long seed, int people, LocalDate storyDay) {
        return new Population(PopulationPlan.of(seed, people, storyDay));
    }

    public PopulationPlan plan() {
        return plan;
    }

    public Organisation organisation() {
        return organisation;
    }

    public List<Department> departments() {
        return units.departments();
    }

    public List<Team> teams() {
        return units.teams();
    }

    public List<Person> people() {
        return people;
    }

    /** The person who administers; one of {@link #people}. */
    public Person administrator() {
        return people.get(0);
    }

    public List<Device> devices() {
        return devices;
    }

    /** Whose an event is: the account's person, else the device's, else {@link #UNKNOWN}. */
    public String personOf(@Nullable String account, UUID deviceId) {
        UUID person = account == null ? null : personOfName.get(name(Alias.Kind.ACCOUNT, account));
        if (person == null) {
            person = personOfName.get(name(Alias.Kind.DEVICE, deviceId.toString()));
        }
        return person == null ? UNKNOWN : person.toString();
    }

    List<Seat> seats() {
        return seats;
    }

    List<Seat> seatsAt(UUID deviceId) {
        return seatsOfDevice.getOrDefault(deviceId, List.of());
    }

    /** Requests that a seat makes on a day on average. */
    double expected(Seat seat, LocalDate day) {
        return volume * rawExpected(seat, day);
    }

    private double rawExpected(Seat seat, LocalDate day) {
        Habits habits = seat.habits();
        double weekend = Presence.isWeekend(day) ? weekendFactor(seat, day) : 1;
        long before = plan.storyDay().toEpochDay() - day.toEpochDay();
        return habits.requestsPerDay()
                * seat.share()
                * weekend
                * seat.presence().level(day)
                * seat.trend().factor(before);
    }

    private double weekendFactor(Seat seat, LocalDate day) {
        if (!seat.habits().bursts()) {
            return seat.habits().weekends();
        }
        long weekend = Math.floorDiv(day.toEpochDay() + 3, 7L);
        long person =
                seat.device().ownerId() == null ? 0 : seat.device().ownerId().getLeastSignificantBits();
        boolean working = Dice.of(plan.seed(), "weekend", person, weekend).chance(0.4);
        return working ? seat.habits().weekends() : 0.05;
    }

    private double expectedIn90Days() {
        double sum = 0;
        for (Seat seat : seats) {
            for (int before = 1; before <= 90; before++) {
                sum += rawExpected(seat, plan.storyDay().minusDays(before));
            }
        }
        return sum;
    }

    private static String name(Alias.Kind kind, String value) {
        return kind + ":" + value.toLowerCase(Locale.ROOT);
    }
}
