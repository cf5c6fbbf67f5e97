package dev.toktra.scoring;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Random;
import java.util.UUID;

/** How a person works with AI, in one way or another every working day; made from a seed. */
public enum Habit {
    /** Reuses caches, wastes little, ships much. */
    CAREFUL(0.9, 25, 0.85, 0.02, 0.1),
    /** Ships most, of large contexts. */
    BUILDER(0.95, 60, 0.6, 0.05, 0.2),
    /** Sends everything again and again. */
    RETRIER(0.9, 30, 0.4, 0.35, 0.3),
    /** Asks the largest model trifles. */
    TRIFLER(0.85, 20, 0.2, 0.05, 0.95),
    /** Now and then. */
    OCCASIONAL(0.15, 6, 0.3, 0.05, 0.4);

    private static final double[] PRICES = {15, 3}; // USD per million input tokens of the two models

    private final double days;
    private final int requests;
    private final double cached;
    private final double wasted;
    private final double trifles;

    @SuppressWarnings("checkstyle:ParameterNumber") // what a constant is
    Habit(double days, int requests, double cached, double wasted, double trifles) {
        this.days = days;
        this.requests = requests;
        this.cached = cached;
        this.wasted = wasted;
        this.trifles = trifles;
    }

    /** Fills the days before and including the last one; settled but for the last three. */
    @SuppressWarnings("checkstyle:ParameterNumber") // whose, when and how
    public void fill(Company company, UUID person, LocalDate last, int count, Random random) {
        for (LocalDate day = last.minusDays(count - 1L); !day.isAfter(last); day = day.plusDays(1)) {
            boolean weekend = day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
            if (random.nextDouble() < (weekend ? days / 8 : days)) {
                boolean settled = day.isBefore(last.minusDays(2));
                company.uses(person, day, use("claude-opus-4-5", 0, trifles, settled, random));
                company.uses(person, day, use("claude-haiku-4-5", 1, 1, settled, random));
            }
        }
    }

    @SuppressWarnings("checkstyle:ParameterNumber") // a row
    private Use use(String model, int price, double small, boolean settled, Random random) {
        double spread = Math.exp(random.nextGaussian() * 0.4);
        long calls = Math.max(1, Math.round(requests * spread / 2));
        long input = calls * 9_000;
        long read = Math.round(input * cached * (0.85 + 0.3 * random.nextDouble()) * 0.9);
        long write = (input - read) / 4;
        long fresh = input - read - write;
        long output = calls * 700;
        double waste = Math.min(0.9, wasted * (0.5 + random.nextDouble()));
        long shipped = Math.round(calls * (1 - waste) * cached / 3);
        Use use = Use.of("anthropic", model)
                .requests(
                        calls, Math.round(calls * waste / 3), Math.round(calls * waste), Math.round(calls * small / 2))
                .tokens(fresh, read, write, output)
                .wasted(
                        Math.round(fresh * waste),
                        Math.round(read * waste),
                        Math.round(write * waste),
                        Math.round(output * waste))
                .outcomes(shipped, shipped * 4, shipped / 5, shipped / 20)
                .cost((fresh + read * 0.1 + write * 1.25 + output * 5) * PRICES[price] / 1e6);
        return settled ? use.settled() : use;
    }
}
