package dev.toktra.benchmarks.forecasts;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * {@code ./toktra bench forecast [--series FILE.csv] [--origins 90,300] [--seed 1]}: how good the forecasts are on series whose
 * future is known; without a file on series that are made up.
 */
public final class ForecastMain {

    private static final String USAGE =
            "usage: ./toktra bench forecast [--series FILE.csv] [--origins 90,300] [--seed 1]";
    private static final int MADE = 50;

    private String file = "";
    private List<Integer> origins = List.of();
    private long seed = 1;

    private ForecastMain() {}

    /** Prints the figures; ends with 2 and a sentence on standard error when they cannot be had. */
    public static void main(String[] args) {
        try {
            new ForecastMain().with(args).run();
        } catch (BadSeriesException e) {
            System.err.println("bench forecast: " + e.getMessage());
            System.exit(2);
        }
    }

    private ForecastMain with(String[] args) throws BadSeriesException {
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                throw new BadSeriesException(args[i] + " wants a value\n" + USAGE);
            }
            String value = args[i + 1];
            switch (args[i]) {
                case "--series" -> file = value;
                case "--origins" -> origins = origins(value);
                case "--seed" -> seed = number(value);
                default -> throw new BadSeriesException("there is no " + args[i] + "\n" + USAGE);
            }
        }
        return this;
    }

    private static List<Integer> origins(String text) throws BadSeriesException {
        List<Integer> origins = new java.util.ArrayList<>();
        for (String part : text.split(",", -1)) {
            long origin = number(part.strip());
            if (origin < 30 || origin > 100_000) {
                throw new BadSeriesException(
                        "an origin is 30 days or more before the end, for there must be a month to compare with; "
                                + origin + " is not");
            }
            origins.add((int) origin);
        }
        return origins;
    }

    private static long number(String text) throws BadSeriesException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new BadSeriesException("\"" + text + "\" is no whole number\n" + USAGE);
        }
    }

    private void run() throws BadSeriesException {
        if (!file.isEmpty()) {
            report(
                    file,
                    SeriesFile.read(
                            Path.of(System.getProperty("toktra.here", "")).resolve(file)),
                    origins.isEmpty() ? List.of(90, 300) : origins);
            return;
        }
        System.out.println("No --series: series that are made up, seed " + seed);
        for (MadeSeries kind : MadeSeries.values()) {
            String name = kind.name().toLowerCase(Locale.ROOT);
            report(name, kind.make(MADE, seed), origins.isEmpty() ? List.of(90, 210, 330) : origins);
        }
    }

    private static void report(String name, List<Series> series, List<Integer> origins) throws BadSeriesException {
        Accuracy accuracy = new Accuracy();
        long began = cpu();
        for (int origin : origins) {
            accuracy.measure(series, origin);
        }
        double seconds = (cpu() - began) / 1e9;
        if (accuracy.forecasts() == 0) {
            int longest =
                    series.stream().mapToInt(one -> one.values().length).max().orElse(0);
            throw new BadSeriesException(
                    "no series of " + name + " has 90 days of changing history before any origin of " + origins
                            + " (days before the end); the longest has " + longest + " days");
        }
        print(name, series.size() + " series, origins " + origins + " days before the end", accuracy);
        System.out.printf(
                Locale.ROOT,
                "  1,000 forecasts with backtest and bands: %.1f s of one core%n%n",
                1000 * seconds / accuracy.forecasts());
    }

    private static void print(String name, String what, Accuracy accuracy) {
        System.out.printf("%s: %s%n", name, what);
        System.out.printf("  %d forecasts from 90 days each", accuracy.forecasts());
        System.out.println(
                accuracy.left() == 0
                        ? ""
                        : "; " + accuracy.left() + " left out: too short, or without any change from week to week");
        System.out.printf("  %-28s%10s%10s%12s%10s%n", "", "30 days", "naive", "90 days", "naive");
        line(
                "MASE",
                "%.3f",
                accuracy,
                List.of(c -> c.ours().mase(), c -> c.naive().mase()));
        line(
                "sMAPE %",
                "%.1f",
                accuracy,
                List.of(c -> 100 * c.ours().smape(), c -> 100 * c.naive().smape()));
        line(
                "error of the total %",
                "%.1f",
                accuracy,
                List.of(c -> 100 * c.ours().total(), c -> 100 * c.naive().total()));
        line("80 % band covers days %", "%.1f", accuracy, List.of(c -> 100 * c.covered()));
        line("80 % band covers totals %", "%.1f", accuracy, List.of(c -> c.totalCovered() ? 100 : 0));
    }

    private static void line(
            String name, String format, Accuracy accuracy, List<ToDoubleFunction<Comparison>> figures) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  %-28s", name));
        for (List<Comparison> horizon : Arrays.asList(accuracy.month(), accuracy.quarter())) {
            int width = horizon == accuracy.month() ? 10 : 12;
            for (int i = 0; i < 2; i++) {
                boolean shown = i < figures.size() && !horizon.isEmpty();
                String text = shown ? String.format(Locale.ROOT, format, Accuracy.mean(horizon, figures.get(i))) : "-";
                line.append(String.format(Locale.ROOT, "%" + (i == 0 ? width : 10) + "s", text));
            }
        }
        System.out.println(line);
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
