package dev.toktra.scoring.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnonymityTest {

    private final Anonymity anonymity = new Anonymity(5);

    private static Set<UUID> people(int from, int until) {
        return IntStream.range(from, until)
                .mapToObj(number -> new UUID(1, number))
                .collect(Collectors.toSet());
    }

    private static Set<UUID> both(Set<UUID> some, Set<UUID> others) {
        Set<UUID> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    @Test
    void groupsOfOneToFourAreWithheld() {
        for (int size = 0; size < 5; size++) {
            assertThat(anonymity.allows(people(0, size))).isFalse();
        }
        assertThat(anonymity.allows(people(0, 5))).isTrue();
    }

    @Test
    void whatDiffersFromItsParentByAFewIsWithheld() {
        anonymity.show(people(0, 20));
        assertThat(anonymity.allows(people(0, 16))).isFalse();
        assertThat(anonymity.allows(people(0, 15))).isTrue();
        assertThat(anonymity.allows(people(0, 20))).isTrue();
    }

    @Test
    void whatNeighboursLeaveOfTheParentIsNotIsolated() {
        anonymity.show(people(0, 20));
        anonymity.show(people(0, 10));
        assertThat(anonymity.allows(people(10, 18))).isFalse();
        assertThat(anonymity.allows(people(10, 15))).isTrue();
    }

    @Test
    void whatAFewHaveJoinedSinceTheLastSnapshotIsWithheld() {
        anonymity.show(people(0, 10));
        assertThat(anonymity.allows(people(0, 11))).isFalse();
        assertThat(anonymity.allows(people(0, 14))).isFalse();
        assertThat(anonymity.allows(people(0, 15))).isTrue();
    }

    @Test
    void groupsThatOverlapByAFewAreWithheld() {
        anonymity.show(people(0, 10));
        assertThat(anonymity.allows(people(8, 20))).isFalse();
        assertThat(anonymity.allows(people(5, 20))).isTrue();
    }

    @Test
    void unionsOfWhatIsShownTellNothingNew() {
        anonymity.show(people(0, 10));
        anonymity.show(people(10, 20));
        assertThat(anonymity.allows(both(people(0, 10), people(10, 20)))).isTrue();
    }

    @Test
    void whoLeavesTakesOthersAlongSoThatFiveAreGone() {
        anonymity.show(people(0, 20));
        assertThat(anonymity.part(people(1, 20))).hasSize(15);
        assertThat(anonymity.part(people(1, 23))).hasSize(15);
        assertThat(anonymity.part(people(1, 25))).hasSize(20);
        assertThat(anonymity.part(people(12, 20))).hasSize(8);
        assertThat(anonymity.part(people(17, 20))).isEmpty();
    }
}
