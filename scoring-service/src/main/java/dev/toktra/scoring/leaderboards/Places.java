package dev.toktra.scoring.leaderboards;

import dev.toktra.scoring.privacy.Anonymity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Places the members of a group in bands of ranks and scores, under names that are drawn anew. */
final class Places {

    private static final int SCORE_BAND = 20;
    private static final int HIGHEST = 100;
    private static final int LETTERS = 5;
    private static final String ALPHABET =
            "bcdfghjkmnpqrstvwxz23456789"; // no vowel: no words; nothing that looks alike

    private final RandomGenerator random;

    Places(RandomGenerator random) {
        this.random = random;
    }

    /**
     * A place for each member.
     *
     * @param known pseudonyms that members have in this window and group already
     */
    List<Place> of(List<Member> members, Map<UUID, String> known) {
        List<Member> ranked = new ArrayList<>(members);
        ranked.sort(Comparator.comparingDouble(Member::score).reversed().thenComparing(Member::person));
        Set<String> taken = new HashSet<>(known.values());
        List<Place> places = new ArrayList<>();
        int start = 0;
        while (start < ranked.size()) {
            int end = bandEnd(ranked, start);
            for (Member member : ranked.subList(start, end)) {
                String pseudonym = Objects.requireNonNullElseGet(known.get(member.person()), () -> fresh(taken));
                int from = Math.min((int) member.score() / SCORE_BAND * SCORE_BAND, HIGHEST - SCORE_BAND);
                places.add(new Place(member.person(), pseudonym, start + 1, end, from, from + SCORE_BAND));
            }
            start = end;
        }
        return places;
    }

    /** A band has {@value Anonymity#LEAST} people or more, and nobody of the same score is in another. */
    private static int bandEnd(List<Member> ranked, int start) {
        int end = Math.min(start + Anonymity.LEAST, ranked.size());
        while (end < ranked.size()
                && ranked.get(end).score() == ranked.get(end - 1).score()) {
            end++;
        }
        return ranked.size() - end < Anonymity.LEAST ? ranked.size() : end;
    }

    private String fresh(Set<String> taken) {
        String name;
        do {
            StringBuilder letters = new StringBuilder();
            for (int i = 0; i < LETTERS; i++) {
                letters.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            name = letters.toString();
        } while (!taken.add(name));
        return name;
    }
}
