package dev.toktra.scoring.tiers.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toktra.scoring.tiers.rules.LadderSimulation.Outcome;
import dev.toktra.scoring.tiers.rules.NoisyYear.Company;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LadderTest {

    private static final Ladder LADDER = LadderSimulation.ladder(60, 75, 7, 5);

    private static NightScore night(double score, double low, double high) {
        return new NightScore(BigDecimal.valueOf(score), BigDecimal.valueOf(low), BigDecimal.valueOf(high));
    }

    private static List<NightScore> nights(int count, NightScore night) {
        return new ArrayList<>(Collections.nCopies(count, night));
    }

    @ParameterizedTest(name = "{0}: {2} on {1} nights makes {3}")
    @CsvSource({
        "STANDARD, 7, 60 55 70, ADVANCED",
        "STANDARD, 6, 60 55 70, STANDARD",
        "STANDARD, 7, 59.9 55 70, STANDARD",
        "STANDARD, 7, 60 54.9 70, STANDARD",
        "STANDARD, 7, 75 70 90, PREMIUM",
        "ADVANCED, 7, 80 69.9 90, ADVANCED",
        "STANDARD, 7, 80 69.9 90, ADVANCED",
        "ADVANCED, 7, 59.9 50 64.9, STANDARD",
        "ADVANCED, 6, 59.9 50 64.9, ADVANCED",
        "ADVANCED, 7, 59.9 50 65, ADVANCED",
        "ADVANCED, 7, 60 50 61, ADVANCED",
        "PREMIUM, 7, 62 60 64, ADVANCED",
        "PREMIUM, 7, 40 35 45, STANDARD",
        "PREMIUM, 7, 74.9 70 80, PREMIUM",
        "STANDARD, 7, 0 0 0, STANDARD",
        "PREMIUM, 7, 100 100 100, PREMIUM"
    })
    void nightsInARowDecide(Tier now, int count, String scoreLowHigh, Tier then) {
        double[] night = Arrays.stream(scoreLowHigh.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();

        assertThat(LADDER.decide(now, nights(count, night(night[0], night[1], night[2]))))
                .isEqualTo(then);
    }

    @Test
    void oneOtherNightAmongThemDecidesNothing() {
        for (int other = 0; other < 7; other++) {
            for (NightScore stranger : List.of(NightScore.NONE, night(50, 45, 55))) {
                List<NightScore> nights = nights(7, night(80, 76, 84));
                nights.set(other, stranger);
                assertThat(LADDER.decide(Tier.STANDARD, nights)).isEqualTo(Tier.STANDARD);
                nights = nights(7, night(40, 36, 44));
                nights.set(other, other % 2 == 0 ? NightScore.NONE : night(80, 76, 84));
                assertThat(LADDER.decide(Tier.PREMIUM, nights)).isEqualTo(Tier.PREMIUM);
            }
        }
    }

    /** Seeds 1 to 2000. */
    @Test
    void whatIsDecidedIsDecidedForGoodAndHigherScoresNeverMakeLowerTiers() {
        for (int seed = 1; seed <= 2000; seed++) {
            Random random = new Random(seed);
            List<NightScore> nights = new ArrayList<>();
            List<NightScore> higher = new ArrayList<>();
            double level = 40 + 50 * random.nextDouble();
            double lift = 20 * random.nextDouble();
            for (int night = 0; night < 7; night++) {
                double score = level + 6 * random.nextGaussian();
                nights.add(night(score, score - 4, score + 4));
                higher.add(night(score + lift, score + lift - 4, score + lift + 4));
            }
            Tier now = Tier.values()[random.nextInt(3)];
            Tier then = LADDER.decide(now, nights);
            assertThat(LADDER.decide(then, nights)).as("seed %d", seed).isEqualTo(then);
            assertThat(LADDER.decide(now, higher)).as("seed %d", seed).isGreaterThanOrEqualTo(then);
        }
    }

    @Test
    void wayToTheNextTierSaysWhatIsMissing() {
        assertThat(climb(nights(7, NightScore.NONE))).isEqualTo("There is too little usage for a score.");
        assertThat(climb(nights(7, night(63.2, 60, 66)))).isEqualTo("The score 63.2 is 11.8 below 75.");
        assertThat(climb(nights(7, night(77, 68.4, 85))))
                .startsWith("The score 77 is enough, but it is not certain: its lower bound 68.4 is below 70.");
        assertThat(climb(nights(6, night(77, 74, 80))))
                .isEqualTo("The score is enough: it has to stay there for 1 more night.");
        assertThat(climb(nights(2, night(77, 74, 80)))).endsWith("for 5 more nights.");
        assertThat(LADDER.climb(Tier.PREMIUM, List.of())).isEmpty();
    }

    private static String climb(List<NightScore> nights) {
        return LADDER.climb(Tier.ADVANCED, nights).orElseThrow().missing();
    }

    @Test
    void thresholdsThatContradictEachOtherAreRefused() {
        assertThatThrownBy(() -> LadderSimulation.ladder(75, 60, 7, 5)).hasMessageContaining("thresholds rise");
        assertThatThrownBy(() -> LadderSimulation.ladder(60, 101, 7, 5)).hasMessageContaining("thresholds rise");
        assertThatThrownBy(() -> LadderSimulation.ladder(60, 75, 0, 5)).hasMessageContaining("nights");
    }

    /** The seeds are of the companies; ADR 0023 has more of them. */
    @ParameterizedTest(name = "noise {0}, components alike {1}")
    @CsvSource({"1, 0.3", "2, 0.3", "4, 0.3"})
    void noisyYearDoesNotFlapAndPremiumIsReached(double noise, double alike) {
        Company company = new Company(150, noise, alike, 0.5, 11);
        Outcome naive = LadderSimulation.run(LadderSimulation.ladder(60, 75, 1, 100), company);
        Outcome outcome = LadderSimulation.run(LADDER, company);

        assertThat(outcome.changes()).isBetween(0.5, 3.0).isLessThan(naive.changes() / 2);
        assertThat(outcome.reversals()).isLessThan(0.8).isLessThan(naive.reversals() / 4);
        assertThat(outcome.premium()).isBetween(0.02, 0.10);
        assertThat(outcome.advanced()).isBetween(0.1, 0.35);
    }
}
