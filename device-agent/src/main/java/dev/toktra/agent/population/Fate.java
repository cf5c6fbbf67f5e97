package dev.toktra.agent.population;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What makes somebody's 90 days unlike the others'. */
enum Fate {
    USUAL(81),
    /** Changed to another department in these weeks, and its tools. */
    MOVER(1),

    /** Joined in these weeks and learns it. */
    JOINER(4),
    /** Left the organisation in these weeks. */
    LEAVER(3),
    /** Still there, but stopped using AI. */
    QUITTER(3),
    NIGHT_WORKER(4),
    /** Works through some weekends. */
    WEEKENDER(4);

    private final int share;

    Fate(int share) {
        this.share = share;
    }

    /** A hundred fates in the order of the dice. */
    static List<Fate> deck(Dice dice) {
        List<Fate> deck = new ArrayList<>();
        for (Fate fate : values()) {
            deck.addAll(Collections.nCopies(fate.share, fate));
        }
        return dice.shuffled(deck);
    }
}
