package dev.toktra.reconciliation.ledger.counting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PoisonSearchTest {

    private static final Fault FAULT = new Fault("sqlstate-22021", "no");

    @Test
    void exactlyTheCulpritsAreFound() throws Exception {
        for (long seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            List<Long> numbers =
                    LongStream.rangeClosed(1, 1 + random.nextInt(60)).boxed().toList();
            Set<Long> bad = new HashSet<>();
            numbers.forEach(number -> {
                if (random.nextInt(8) == 0) {
                    bad.add(number);
                }
            });
            var found = PoisonSearch.among(numbers, kept -> kept.stream().anyMatch(bad::contains) ? FAULT : null);
            assertThat(found.keySet()).as("seed %d", seed).isEqualTo(bad);
        }
    }

    @Test
    void numbersThatFailOnlyTogetherLoseTheLaterOnes() throws Exception {
        List<Long> numbers = LongStream.rangeClosed(1, 10).boxed().toList();
        var found = PoisonSearch.among(numbers, kept -> kept.size() > 7 ? FAULT : null);
        assertThat(found.keySet()).containsExactly(8L, 9L, 10L);
    }
}
