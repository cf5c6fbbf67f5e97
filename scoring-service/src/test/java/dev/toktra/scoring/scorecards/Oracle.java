package dev.toktra.scoring.scorecards;

import dev.toktra.scoring.scorecards.Firm.Earned;
import dev.toktra.scoring.scorecards.Firm.Employee;
import dev.toktra.scoring.scorecards.Firm.Fact;
import dev.toktra.scoring.scorecards.Firm.Span;
import dev.toktra.scoring.scorecards.Firm.Unit;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The figures of a card, each counted on its own straight from the firm, slowly. */
record Oracle(Firm firm, LocalDate night) {

    /** Level, subject, eligible, active 7, 30, 90, tokens, settled, weeks, models, provider sums, scored, median, change. */
    String line(String level, UUID subject) {
        return String.join(
                " ",
                level,
                subject.toString(),
                people(level, subject, 0),
                people(level, subject, 7),
                people(level, subject, 30),
                people(level, subject, 90),
                Long.toString(facts(level, subject, 30).stream()
                        .mapToLong(Fact::tokens)
                        .sum()),
                weeks(level, subject),
                models(level, subject),
                providers(level, subject),
                efficiency(level, subject));
    }

    /** Those who have a card: everyone eligible, with usage in 13 weeks or with a score of those nights. */
    boolean listed(Employee employee) {
        return employee.eligible(night)
                || !facts("employee", employee.id(), 91).isEmpty()
                || List.of(0, 30, 90).stream()
                        .anyMatch(ago -> !scores("employee", employee.id(), ago).isEmpty());
    }

    private String people(String level, UUID subject, int activeDays) {
        return Long.toString(firm.people().stream()
                .filter(one -> one.eligible(night) && belongs(level, subject, one.id(), one.on(night)))
                .filter(one -> activeDays == 0
                        || !facts("employee", one.id(), activeDays).isEmpty())
                .count());
    }

    private List<Fact> facts(String level, UUID subject, int days) {
        return firm.facts().stream()
                .filter(fact ->
                        fact.day().isAfter(night.minusDays(days)) && !fact.day().isAfter(night))
                .filter(fact ->
                        belongs(level, subject, fact.person(), new Span(night, null, fact.department(), fact.team())))
                .toList();
    }

    private String weeks(String level, UUID subject) {
        LocalDate first =
                firm.facts().stream().map(Fact::day).min(LocalDate::compareTo).orElseThrow();
        return java.util.stream.IntStream.range(0, 13)
                .mapToObj(week -> {
                    LocalDate last = night.minusDays(7L * (12 - week));
                    return last.minusDays(6).isBefore(first)
                            ? "null"
                            : Long.toString(facts(level, subject, 91).stream()
                                    .filter(fact -> !fact.day().isAfter(last)
                                            && fact.day().isAfter(last.minusDays(7)))
                                    .mapToLong(Fact::tokens)
                                    .sum());
                })
                .collect(Collectors.joining(","));
    }

    private String models(String level, UUID subject) {
        Map<String, Long> tokens = facts(level, subject, 30).stream()
                .filter(fact -> !fact.model().equals("unknown") && fact.tokens() > 0)
                .collect(Collectors.groupingBy(Fact::model, Collectors.summingLong(Fact::tokens)));
        double all = tokens.values().stream().mapToLong(one -> one).sum();
        double product = tokens.values().stream()
                .mapToDouble(one -> Math.pow(one / all, -one / all))
                .reduce(1, (one, other) -> one * other);
        return tokens.size() + " " + (tokens.isEmpty() ? "null" : String.format(Locale.ROOT, "%.3f", product));
    }

    private String providers(String level, UUID subject) {
        Map<String, Long> tokens = new TreeMap<>(facts(level, subject, 30).stream()
                .collect(Collectors.groupingBy(Fact::provider, Collectors.summingLong(Fact::tokens))));
        double all = tokens.values().stream().mapToLong(one -> one).sum();
        return tokens.entrySet().stream()
                .filter(one -> one.getValue() > 0)
                .map(one -> one.getKey() + "=" + String.format(Locale.ROOT, "%.3f", one.getValue() / all))
                .collect(Collectors.joining(","));
    }

    private String efficiency(String level, UUID subject) {
        List<Double> now = scores(level, subject, 0);
        return now.size() + " " + text(median(now)) + " " + change(now, scores(level, subject, 30)) + " "
                + change(now, scores(level, subject, 90));
    }

    private List<Double> scores(String level, UUID subject, int ago) {
        LocalDate latest = firm.scores().stream()
                .map(Earned::night)
                .filter(day ->
                        !day.isAfter(night.minusDays(ago)) && day.isAfter(night.minusDays(ago == 0 ? 1 : ago + 7L)))
                .max(LocalDate::compareTo)
                .orElse(LocalDate.MIN);
        return firm.scores().stream()
                .filter(earned -> earned.night().equals(latest))
                .filter(earned -> belongs(
                        level, subject, earned.person(), new Span(night, null, earned.department(), earned.team())))
                .map(Earned::score)
                .sorted()
                .toList();
    }

    private static String change(List<Double> now, List<Double> before) {
        return now.isEmpty() || before.isEmpty() ? "null" : text(median(now) - median(before));
    }

    private static double median(List<Double> sorted) {
        int count = sorted.size();
        if (count == 0) {
            return Double.NaN;
        }
        return count % 2 == 1 ? sorted.get(count / 2) : (sorted.get(count / 2 - 1) + sorted.get(count / 2)) / 2;
    }

    private static String text(double figure) {
        return Double.isNaN(figure) ? "null" : String.format(Locale.ROOT, "%.3f", figure);
    }

    private boolean belongs(String level, UUID subject, @Nullable UUID person, @Nullable Span place) {
        return switch (level) {
            case "organisation" -> true;
            case "employee" -> subject.equals(person);
            case "team" -> place != null && subject.equals(place.team());
            default -> place != null && below(subject, place.department());
        };
    }

    private boolean below(UUID above, @Nullable UUID department) {
        UUID next = department;
        while (next != null && !next.equals(above)) {
            UUID looked = next;
            next = firm.units().stream()
                    .filter(unit -> unit.id().equals(looked))
                    .findFirst()
                    .map(Unit::parent)
                    .orElse(null);
        }
        return next != null;
    }
}
