package dev.toktra.scoring.tiers.rules;

import dev.toktra.scoring.tiers.rules.NoisyYear.Company;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Replays noisy years and counts what a ladder does; its figures are in ADR 0023. */
final class LadderSimulation {

    private static final int SOON = 30;

    private LadderSimulation() {}

    /**
     * What a year brought.
     *
     * @param changes of tier, for a person and year
     * @param reversals changes that were taken back within 30 nights, for a person and year
     * @param premium share of people with a score who were premium, over the second half of the year
     * @param advanced share of those who were advanced
     */
    record Outcome(double changes, double reversals, double premium, double advanced) {}

    static Outcome run(Ladder ladder, Company company) {
        NoisyYear year = new NoisyYear(company);
        List<Climber> climbers = new ArrayList<>();
        for (int person = 0; person < company.people(); person++) {
            climbers.add(new Climber(ladder));
        }
        long[] seen = new long[Tier.values().length];
        for (int night = 0; night < NoisyYear.NIGHTS; night++) {
            NightScore[] scores = year.next();
            for (int person = 0; person < scores.length; person++) {
                Tier tier = climbers.get(person).after(scores[person], night);
                if (night >= NoisyYear.NIGHTS / 2 && scores[person].score() != null) {
                    seen[tier.ordinal()]++;
                }
            }
        }
        double all = (double) seen[0] + seen[1] + seen[2];
        double people = company.people();
        return new Outcome(
                climbers.stream().mapToInt(climber -> climber.changes).sum() / people,
                climbers.stream().mapToInt(climber -> climber.reversals).sum() / people,
                seen[2] / all,
                seen[1] / all);
    }

    private static final class Climber {

        private final Ladder ladder;
        private final List<NightScore> nights = new ArrayList<>();
        private Tier tier = Tier.STANDARD;
        private Tier before = Tier.STANDARD;
        private int changedAt = -SOON - 1;
        private int changes;
        private int reversals;

        Climber(Ladder ladder) {
            this.ladder = ladder;
        }

        Tier after(NightScore score, int night) {
            nights.add(0, score);
            if (nights.size() > ladder.nights()) {
                nights.remove(ladder.nights());
            }
            Tier next = ladder.decide(tier, nights);
            if (next != tier) {
                changes++;
                reversals += next == before && night - changedAt <= SOON ? 1 : 0;
                before = tier;
                tier = next;
                changedAt = night;
            }
            return tier;
        }
    }

    static Ladder ladder(int advanced, int premium, int nights, int margin) {
        return new Ladder(
                BigDecimal.valueOf(advanced), BigDecimal.valueOf(premium), nights, BigDecimal.valueOf(margin));
    }

    public static void main(String[] arguments) {
        List<Ladder> ladders = List.of(
                ladder(60, 80, 1, 100),
                ladder(60, 80, 7, 100),
                ladder(60, 80, 7, 5),
                ladder(60, 80, 7, 10),
                ladder(60, 75, 7, 5),
                ladder(60, 75, 7, 10),
                ladder(60, 70, 7, 5),
                ladder(60, 72, 7, 5));
        for (double noise : new double[] {1, 2, 4}) {
            for (double alike : new double[] {0, 0.3, 0.6}) {
                for (Ladder ladder : ladders) {
                    print(ladder, new Company(300, noise, alike, 0.5, 7));
                }
            }
        }
    }

    private static void print(Ladder ladder, Company company) {
        Outcome outcome = run(ladder, company);
        System.out.printf(
                Locale.ROOT,
                "noise %.0f alike %.1f | %s/%s, %d nights, margin %s | changes %.2f, reversals %.2f, premium %.1f %%, advanced %.1f %%%n",
                company.noise(),
                company.alike(),
                ladder.advanced(),
                ladder.premium(),
                ladder.nights(),
                ladder.margin(),
                outcome.changes(),
                outcome.reversals(),
                100 * outcome.premium(),
                100 * outcome.advanced());
    }
}
