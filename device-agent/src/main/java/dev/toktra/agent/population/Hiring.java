package dev.toktra.agent.population;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes people with their devices and seats, one after the other. */
final class Hiring {

    /** Near the golden section of a hundred, so that any people in a row, as a department's, have the whole mixture. */
    private static final int STRIDE = 61;

    private final PopulationPlan plan;
    private final Units units;
    private final Names names;
    private final List<Fate> fates;
    private final List<WorkStyle> styles;
    private final int styleOffset;
    private final List<Person> people = new ArrayList<>();
    private final List<Device> devices = new ArrayList<>();
    private final List<Seat> seats = new ArrayList<>();

    Hiring(PopulationPlan plan, Units units) {
        this.plan = plan;
        this.units = units;
        this.names = new Names(Dice.of(plan.seed(), "names"));
        this.fates = Fate.deck(Dice.of(plan.seed(), "fates"));
        List<WorkStyle> deck = new ArrayList<>();
        for (WorkStyle style : WorkStyle.values()) {
            deck.addAll(Collections.nCopies((int) style.share(), style));
        }
        this.styles = deck;
        this.styleOffset = Dice.of(plan.seed(), "styles").below(deck.size());
    }

    List<Person> people() {
        return people;
    }

    List<Device> devices() {
        return devices;
    }

    List<Seat> seats() {
        return seats;
    }

    void hireEverybody() {
        for (int index = 0; index < plan.people(); index++) {
            hire(index);
        }
        addBuildServer();
    }

    private void hire(int index) {
        Dice dice = Dice.of(plan.seed(), "person", index);
        int card = (int) ((index + 0.5) * 100 / Math.max(100, plan.people())) % 100;
        Fate fate = index == 0 ? Fate.USUAL : fates.get(card);
        WorkStyle style = index == 0 ? WorkStyle.EVERYDAY : styles.get((styleOffset + card * STRIDE) % styles.size());
        DepartmentPlan department = DepartmentPlan.of(index, plan.people());
        Presence presence = presence(fate, dice);
        Habits habits = habits(style, fate, department, dice);
        Work work = new Work(index, department);
        List<Person.Move> moves = moves(work, fate, presence, dice);
        Person person = person(work, presence, moves, dice);
        people.add(person);
        if (fate == Fate.MOVER) {
            LocalDate moved = moves.get(0).from();
            seat(person, habits, presence.before(moved), department);
            Habits then = habits(style, fate, department.next(), dice);
            seat(person, then, presence.from(moved), department.next());
        } else {
            seat(person, habits, presence, department);
        }
    }

    private Person person(Work work, Presence presence, List<Person.Move> moves, Dice dice) {
        UUID userId = SeededIds.of(plan.seed(), "person", work.index());
        String name = names.of(work.index());
        return new Person(
                userId,
                Names.email(name),
                name,
                role(work.index(), work.department()),
                units.departmentId(work.department()),
                units.teamId(work.department(), work.index()),
                presence.joinedOn(),
                aliases(new Newcomer(work.index(), userId, name, presence.joinedOn()), dice),
                moves);
    }

    /** Where the person with a number works at first. */
    private record Work(int index, DepartmentPlan department) {}

    private List<Person.Move> moves(Work work, Fate fate, Presence presence, Dice dice) {
        if (fate == Fate.MOVER) {
            DepartmentPlan next = work.department().next();
            LocalDate from = plan.storyDay().minusDays(14 + dice.below(10));
            return List.of(new Person.Move(from, units.departmentId(next), units.teamId(next, work.index())));
        }
        LocalDate lastDay = presence.lastDay();
        return lastDay == null ? List.of() : List.of(new Person.Move(lastDay.plusDays(1), null, null));
    }

    private String role(int index, DepartmentPlan department) {
        boolean first = index == 0 || DepartmentPlan.of(index - 1, plan.people()) != department;
        boolean second = index == 1 || (index > 1 && DepartmentPlan.of(index - 2, plan.people()) != department);
        if (index == 0) {
            return "admin";
        }
        if (first) {
            return "lead";
        }
        if (second && department == DepartmentPlan.FINANCE) {
            return "privacy_officer";
        }
        return second && (department == DepartmentPlan.RESEARCH || department == DepartmentPlan.OPERATIONS)
                ? "analyst"
                : index == 1 ? "lead" : "member";
    }

    private Presence presence(Fate fate, Dice dice) {
        LocalDate story = plan.storyDay();
        boolean joins = fate == Fate.JOINER;
        LocalDate joinedOn = story.minusDays(joins ? 12 + dice.below(45) : 150 + dice.below(2_400));
        LocalDate lastDay = fate == Fate.LEAVER ? story.minusDays(10 + dice.below(45)) : null;
        LocalDate quits = fate == Fate.QUITTER ? story.minusDays(34 + dice.below(16)) : null;
        List<Presence.Absence> absences = new ArrayList<>();
        for (int i = dice.below(2); i > 0; i--) {
            LocalDate from = story.plusDays(60 - dice.below(160));
            absences.add(new Presence.Absence(from, from.plusDays(2 + dice.below(6))));
        }
        for (int i = dice.poisson(1.5); i > 0; i--) {
            LocalDate from = story.plusDays(60 - dice.below(160));
            absences.add(new Presence.Absence(from, from.plusDays(dice.below(3))));
        }
        return new Presence(joinedOn, joins, false, lastDay, quits, absences);
    }

    private static Habits habits(WorkStyle style, Fate fate, DepartmentPlan department, Dice dice) {
        WorkStyle.Traits usual = style.traits();
        WorkStyle.Traits traits = new WorkStyle.Traits(
                Math.min(0.95, usual.cacheReuse() * dice.noise(0.10)),
                Math.min(0.30, usual.failures() * dice.noise(0.30)),
                usual.outcomes() * dice.noise(0.25),
                usual.taste() * dice.noise(0.20),
                usual.size() * dice.noise(0.20),
                Math.min(0.9, usual.trifles() * dice.noise(0.10)));
        DayRhythm rhythm = fate == Fate.NIGHT_WORKER
                ? DayRhythm.NIGHT
                : dice.pick(List.of(
                        new Choice<>(DayRhythm.OFFICE, 65),
                        new Choice<>(DayRhythm.EARLY, 20),
                        new Choice<>(DayRhythm.LATE, 15)));
        boolean bursts = fate == Fate.WEEKENDER;
        double requests = department.requestsPerDay() * style.appetite() * dice.noise(0.45);
        List<Choice<Tool>> tools = department.toolbox().tools().stream()
                .map(tool -> new Choice<>(tool.value(), tool.weight() * dice.noise(0.5)))
                .toList();
        return new Habits(style, traits, rhythm, requests, bursts ? 1.3 : dice.between(0.01, 0.08), bursts, tools);
    }

    /** Somebody who is being hired. */
    private record Newcomer(int index, UUID userId, String name, LocalDate joinedOn) {}

    private List<Alias> aliases(Newcomer newcomer, Dice dice) {
        List<Alias> aliases = new ArrayList<>();
        LocalDate from = newcomer.joinedOn();
        String name = newcomer.name();
        aliases.add(new Alias(Alias.Kind.ACCOUNT, Names.email(name), from));
        if (dice.chance(0.25)) {
            aliases.add(new Alias(Alias.Kind.ACCOUNT, Names.shortAccount(name), from));
        }
        int machines = dice.chance(0.15) ? 2 : 1;
        for (int machine = 0; machine < machines; machine++) {
            UUID deviceId = SeededIds.of(plan.seed(), "device", newcomer.index() * 10L + machine);
            String hostname = Names.shortAccount(name).replace("-hi", machine == 0 ? "-laptop" : "-desk");
            devices.add(new Device(deviceId, hostname, newcomer.userId()));
            aliases.add(new Alias(Alias.Kind.DEVICE, deviceId.toString(), from));
        }
        String providerUser = Long.toString(dice.next() >>> 1, 36) + Long.toString(dice.next() >>> 1, 36);
        aliases.add(new Alias(Alias.Kind.PROVIDER_USER, "user-" + providerUser, from));
        return aliases;
    }

    private void seat(Person person, Habits habits, Presence presence, DepartmentPlan department) {
        List<Device> own = devices.stream()
                .filter(device -> person.userId().equals(device.ownerId()))
                .toList();
        List<String> accounts = person.aliases().stream()
                .filter(alias -> alias.kind() == Alias.Kind.ACCOUNT)
                .map(Alias::value)
                .toList();
        double main = own.size() > 1 ? 0.75 : 1;
        String spelled = people.size() % 12 == 5 ? spelledAsTyped(accounts.get(0)) : accounts.get(0);
        seat(own.get(0), spelled, 0.93 * main, habits, presence, department.trend());
        seat(own.get(0), null, 0.07 * main, habits, presence, department.trend());
        if (own.size() > 1) {
            String second = accounts.get(accounts.size() - 1);
            seat(own.get(1), second, 1 - main, habits, presence, department.trend());
        }
    }

    /** Tools pass on what people type; the service compares accounts without case. */
    private static String spelledAsTyped(String account) {
        return Character.toUpperCase(account.charAt(0)) + account.substring(1);
    }

    /** The machine of nobody: some of its accounts are people's, the others are unknown to the directory. */
    private void addBuildServer() {
        Device server = new Device(SeededIds.of(plan.seed(), "device", -1), "build-01", null);
        devices.add(server);
        double size = Math.max(0.2, plan.people() / 100.0);
        Presence always = new Presence(plan.storyDay().minusDays(2_000), false, true, null, null, List.of());
        seat(server, people.get(0).email(), 1, automatic(150 * size), always, Trend.STEADY);
        seat(server, "ci-runner", 1, automatic(70 * size), always, Trend.STEADY);
        seat(server, "lab-guest@" + Names.DOMAIN, 1, automatic(12 * size), always, Trend.STEADY);
        seat(server, null, 1, automatic(25 * size), always, Trend.STEADY);
    }

    private static Habits automatic(double requestsPerDay) {
        return new Habits(
                WorkStyle.AUTOMATION,
                WorkStyle.AUTOMATION.traits(),
                DayRhythm.ROUND_THE_CLOCK,
                requestsPerDay,
                0.8,
                false,
                Toolbox.BUILD.tools());
    }

    @SuppressWarnings("checkstyle:ParameterNumber") // a seat has that many parts
    private void seat(
            Device device, @Nullable String account, double share, Habits habits, Presence presence, Trend trend) {
        seats.add(new Seat(seats.size(), device, account, share, habits, presence, trend));
    }
}
