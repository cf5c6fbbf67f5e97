package dev.toktra.scoring.leaderboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacesTest {

    private static final long SEED = 20261122;

    private final Places places = new Places(new Random(SEED));

    private static Member member(int number, double score) {
        return new Member(new UUID(1, number), null, null, score);
    }

    private static List<Member> members(double... scores) {
        return IntStream.range(0, scores.length)
                .mapToObj(number -> member(number, scores[number]))
                .toList();
    }

    @Test
    void bandsHaveFivePeopleOrMore() {
        List<Place> found = places.of(members(90, 80, 70, 60, 50, 45, 40, 35, 30, 25, 20, 15, 10), Map.of());
        assertThat(found.stream()
                        .map(place -> place.rankFrom() + "-" + place.rankTo())
                        .distinct())
                .containsExactly("1-5", "6-13");
    }

    @Test
    void sameScoresAreInTheSameBand() {
        List<Place> found = places.of(members(90, 80, 70, 60, 50, 50, 50, 40, 30, 25, 20, 15), Map.of());
        assertThat(found.stream()
                        .map(place -> place.rankFrom() + "-" + place.rankTo())
                        .distinct())
                .containsExactly("1-7", "8-12");
    }

    @Test
    void scoresAreShownByTwenties() {
        assertThat(places.of(members(100, 80, 79.9, 20, 0), Map.of()).stream()
                        .map(place -> place.scoreFrom() + "-" + place.scoreTo()))
                .containsExactly("80-100", "80-100", "60-80", "20-40", "0-20");
    }

    @Test
    void pseudonymsAreNewInEachWindowAndDifferentForAll() {
        List<Member> members = IntStream.range(0, 300)
                .mapToObj(number -> member(number, number / 3.0))
                .toList();
        List<String> first = pseudonyms(places.of(members, Map.of()));
        List<String> second = pseudonyms(places.of(members, Map.of()));
        assertThat(first).doesNotHaveDuplicates();
        assertThat(second).doesNotContainAnyElementsOf(first);
    }

    @Test
    void pseudonymsStayWithinAWindow() {
        List<Place> first = places.of(members(90, 80, 70, 60, 50), Map.of());
        Map<UUID, String> known = first.stream().collect(Collectors.toMap(Place::person, Place::pseudonym));
        List<Place> second = places.of(members(10, 20, 30, 40, 50, 60), known);
        known.forEach((person, pseudonym) -> assertThat(second).anySatisfy(place -> {
            assertThat(place.person()).isEqualTo(person);
            assertThat(place.pseudonym()).isEqualTo(pseudonym);
        }));
    }

    /** The order of pseudonyms is that of ranks or of ids no more often than chance has it. */
    @Test
    void orderOfPseudonymsTellsNothing() {
        List<Member> members = IntStream.range(0, 400)
                .mapToObj(number -> member(number, number / 4.0))
                .toList();
        List<Place> byPseudonym = places.of(members, Map.of()).stream()
                .sorted(Comparator.comparing(Place::pseudonym))
                .toList();
        long rising = IntStream.range(1, 400)
                .filter(i -> byPseudonym
                                .get(i - 1)
                                .person()
                                .compareTo(byPseudonym.get(i).person())
                        < 0)
                .count();
        assertThat(rising).isBetween(165L, 235L);
    }

    private static List<String> pseudonyms(List<Place> places) {
        return places.stream().map(Place::pseudonym).toList();
    }
}
