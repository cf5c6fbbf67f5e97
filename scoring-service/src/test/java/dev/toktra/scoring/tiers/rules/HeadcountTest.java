package dev.toktra.scoring.tiers.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadcountTest {

    private static Map<Tier, Long> people(long standard, long advanced, long premium) {
        return Map.of(Tier.STANDARD, standard, Tier.ADVANCED, advanced, Tier.PREMIUM, premium);
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource({
        "90, 20, 5, true",
        "90, 20, 0, true",
        "90, 20, 4, false",
        "90, 1, 20, false",
        "3, 0, 0, false",
        "0, 0, 0, true"
    })
    void whereAGroupHasOneToFourNoneIsTold(long standard, long advanced, long premium, boolean told) {
        Headcount count = new Headcount(people(standard, advanced, premium));
        assertThat(count.anonymous()).isEqualTo(told ? count.all() : Map.of());
    }

    @Test
    void whoKnowsHowManyThereAreLearnsNothingOfAGroupOfOneToFour() {
        Map<Long, Set<Map<Tier, Long>>> hidden = new HashMap<>();
        for (long standard = 0; standard <= 24; standard++) {
            for (long advanced = 0; standard + advanced <= 24; advanced++) {
                for (long premium = 0; standard + advanced + premium <= 24; premium++) {
                    Headcount count = new Headcount(people(standard, advanced, premium));
                    if (count.anonymous().isEmpty()) {
                        hidden.computeIfAbsent(standard + advanced + premium, total -> new HashSet<>())
                                .add(count.all());
                    }
                }
            }
        }
        for (Tier tier : Tier.values()) {
            assertThat(hidden.values())
                    .allSatisfy(possible -> assertThat(possible.stream()
                                    .map(people -> people.get(tier))
                                    .distinct())
                            .hasSizeGreaterThan(1));
        }
    }
}
