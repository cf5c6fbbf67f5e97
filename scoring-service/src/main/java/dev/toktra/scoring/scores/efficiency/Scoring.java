package dev.toktra.scoring.scores.efficiency;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scores the people of an organisation against each other. */
public record Scoring(Formula formula, LocalDate night) {

    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** In the order of the people, which does not change what comes out. */
    public List<Assessment> assess(Collection<Person> people) {
        List<Person> scored = people.stream().filter(formula::suffices).toList();
        PeerGroups groups = new PeerGroups(formula, scored);
        List<Assessment> assessments = new ArrayList<>();
        for (Person person : people) {
            assessments.add(new Assessment(person, formula.suffices(person) ? result(person, groups) : null));
        }
        return assessments;
    }

    private Assessment.@Nullable Result result(Person person, PeerGroups groups) {
        Judgement judgement = new Judgement(formula, person, groups);
        if (!judgement.isScorable()) {
            return null;
        }
        BigDecimal score = Rounding.tenth(judgement.score(judgement.own()));
        Interval interval = Interval.of(person, judgement, formula.resamples(), seed(person));
        return new Assessment.Result(
                score,
                Rounding.tenth(interval.low()).min(score),
                Rounding.tenth(interval.high()).max(score),
                parts(judgement, score),
                Highlight.of(judgement));
    }

    private long seed(Person person) {
        return (person.user().getMostSignificantBits() ^ person.user().getLeastSignificantBits())
                + SPREAD * night.toEpochDay();
    }

    private static List<Part> parts(Judgement judgement, BigDecimal score) {
        double[] own = judgement.own();
        double[] exact = new double[own.length];
        for (int i = 0; i < own.length; i++) {
            exact[i] = Double.isNaN(own[i])
                    ? 0
                    : judgement.weight(i, own) * judgement.shrunk(judgement.percentile(i, own[i]));
        }
        List<BigDecimal> contributions = Rounding.summingUp(exact, score);
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < own.length; i++) {
            parts.add(part(judgement, i, own, contributions.get(i)));
        }
        return parts;
    }

    private static Part part(Judgement judgement, int number, double[] own, BigDecimal contribution) {
        Yardstick yardstick = judgement.yardstick(number);
        String component = yardstick.component().word();
        if (Double.isNaN(own[number])) {
            BigDecimal nothing = BigDecimal.ZERO;
            return new Part(component, yardstick.word(), null, null, null, nothing, nothing, null, null);
        }
        Peers peers = judgement.peers(number);
        double percentile = judgement.percentile(number, own[number]);
        return new Part(
                component,
                yardstick.word(),
                Rounding.figure(own[number]),
                Rounding.tenth(percentile),
                Rounding.tenth(judgement.shrunk(percentile)),
                Rounding.share(judgement.weight(number, own)),
                contribution,
                peers.isDepartment() ? "department" : "organisation",
                peers.count());
    }
}
