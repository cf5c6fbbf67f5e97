package dev.toktra.agent.population;

import dev.toktra.agent.population.ProviderFigure.Payer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Use that no device sees: by contractors without devices of ours, by people who work elsewhere than at the device that
 * was given to them, and by a program under a key that nobody knows.
 */
final class Unseen {

    static final List<String> CONTRACTORS = List.of("ines.falk", "tomas.reuter", "wanda.okoye");
    static final String CONTRACTORS_DOMAIN = "nordlicht-partners.example";
    static final String PROJECT = "proj_default";

    /** A key that is in no list, of a program that began six weeks before the story. */
    static final String UNKNOWN_KEY = "key_9f3c1d77a0";

    static final String UNKNOWN_MODEL = "ft:gpt-4o-2024-08-06:halden:ticket-tags:Bq7xT2";
    /** As the list has it for fine-tuned models of its kind. */
    static final Price UNKNOWN_MODEL_PRICE = Price.of("3.75", "3.75", "15");

    private static final int UNKNOWN_SINCE_DAYS = 42;
    private static final int UNKNOWN_BEGINS = 1;
    private static final int UNKNOWN_HOURS = 2;

    private static final double CALLS_A_DAY = 22;

    private final Population population;
    private final Billing billing;
    private final List<Seat> elsewhere;

    Unseen(Population population, Billing billing) {
        this.population = population;
        this.billing = billing;
        this.elsewhere = elsewhere(population);
    }

    /** Every other of those who never touch their device. */
    private static List<Seat> elsewhere(Population population) {
        List<Seat> there = population.seats().stream()
                .filter(seat -> seat.habits().style() == WorkStyle.ABSTAINING && seat.account() != null)
                .toList();
        List<Seat> every = new ArrayList<>();
        for (int i = 0; i < there.size(); i += 2) {
            every.add(there.get(i));
        }
        return every;
    }

    /** What a provider counted of it in a UTC hour. */
    List<ProviderFigure> of(String provider, Instant hour) {
        return switch (provider) {
            case "openai" -> ofOpenAi(hour);
            case "anthropic" -> ofAnthropic(hour);
            default -> List.of();
        };
    }

    static String userOf(String contractor) {
        return "user-" + contractor.replace(".", "");
    }

    static String keyOf(String contractor) {
        return "key_" + contractor.replace(".", "");
    }

    private List<ProviderFigure> ofOpenAi(Instant hour) {
        List<ProviderFigure> figures = new ArrayList<>();
        String top = Spelling.of(Models.GPT_TOP);
        for (int i = 0; i < CONTRACTORS.size(); i++) {
            String name = CONTRACTORS.get(i);
            Payer payer = new Payer(userOf(name), keyOf(name), PROJECT, top, null, false);
            add(figures, payer, calls(hour, DayRhythm.OFFICE, Dice.of(seed(), "contractor", i, second(hour))));
        }
        for (Seat seat : present(hour)) {
            Dice dice = Dice.of(seed(), "elsewhere openai", seat.index(), second(hour));
            add(
                    figures,
                    billing.ofOpenAi(person(seat), top),
                    calls(hour, seat.habits().rhythm(), dice));
        }
        add(figures, new Payer(null, UNKNOWN_KEY, PROJECT, UNKNOWN_MODEL, null, true), nightly(hour));
        return figures;
    }

    private List<ProviderFigure> ofAnthropic(Instant hour) {
        List<ProviderFigure> figures = new ArrayList<>();
        String model = Spelling.of(Models.CLAUDE_MIDDLE);
        for (Seat seat : present(hour)) {
            Dice dice = Dice.of(seed(), "elsewhere anthropic", seat.index(), second(hour));
            add(
                    figures,
                    billing.ofAnthropic(person(seat), model),
                    calls(hour, seat.habits().rhythm(), dice));
        }
        return figures;
    }

    private static void add(List<ProviderFigure> figures, Payer payer, Billed billed) {
        if (billed.requests() > 0) {
            figures.add(new ProviderFigure(payer, billed));
        }
    }

    private List<Seat> present(Instant hour) {
        LocalDate day = local(hour).toLocalDate();
        return elsewhere.stream().filter(seat -> seat.presence().level(day) > 0).toList();
    }

    private Person person(Seat seat) {
        return population.people().stream()
                .filter(one -> one.userId().equals(seat.device().ownerId()))
                .findFirst()
                .orElseThrow();
    }

    /** Calls of somebody who works by this rhythm, on working days. */
    private Billed calls(Instant hour, DayRhythm rhythm, Dice dice) {
        ZonedDateTime local = local(hour);
        double share = Presence.isWeekend(local.toLocalDate()) ? 0 : rhythm.share(local.getHour());
        Billed sum = Billed.NONE;
        for (int left = dice.poisson(CALLS_A_DAY * share); left > 0; left--) {
            long input = dice.logNormal(3_000, 0.9, 90_000);
            long read = (long) (input * dice.between(0, 0.5));
            sum = sum.plus(new Billed(input - read, read, 0, 0, dice.logNormal(450, 0.8, 16_000), 1));
        }
        return sum;
    }

    private Billed nightly(Instant hour) {
        LocalDate since = population.plan().storyDay().minusDays(UNKNOWN_SINCE_DAYS);
        Instant begin = LocalDate.ofInstant(hour, ZoneOffset.UTC)
                .atTime(LocalTime.of(UNKNOWN_BEGINS, 0))
                .toInstant(ZoneOffset.UTC);
        boolean runs = !hour.isBefore(begin)
                && hour.isBefore(begin.plus(Duration.ofHours(UNKNOWN_HOURS)))
                && !LocalDate.ofInstant(hour, ZoneOffset.UTC).isBefore(since);
        Dice dice = Dice.of(seed(), "nightly", second(hour));
        long calls = runs ? 180 + dice.below(120) : 0;
        return new Billed(calls * (1_700 + dice.below(400)), 0, 0, 0, calls * (60 + dice.below(30)), calls);
    }

    private ZonedDateTime local(Instant hour) {
        return hour.atZone(population.organisation().zone());
    }

    private long seed() {
        return population.plan().seed();
    }

    private static long second(Instant hour) {
        return hour.getEpochSecond();
    }
}
