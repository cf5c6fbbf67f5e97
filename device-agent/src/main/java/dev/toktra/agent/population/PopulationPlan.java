package dev.toktra.agent.population;

import java.time.LocalDate;

/**
 * From what a population is made.
 *
 * @param seed the same seed makes the same people
 * @param people 1 to 10,000
 * @param storyDay the day on which the story is told, in the organisation's zone; trends, joiners and leavers are set
 *     relative to it
 * @param eventsIn90Days about how many events all devices together see in the 90 days before
 */
public record PopulationPlan(long seed, int people, LocalDate storyDay, int eventsIn90Days) {

    /** 100 people see some 400,000 events. */
    private static final int EVENTS_PER_PERSON = 4_000;

    /** Every night each provider is called this often, so that none is ever missing on a day. */
    static final int EVALUATIONS_PER_PROVIDER = 2;

    private static final int LEAST = 90 * EVALUATIONS_PER_PROVIDER * 4;

    public PopulationPlan {
        if (people < 1 || people > 10_000) {
            throw new IllegalArgumentException("there can be 1 to 10,000 people, not " + people);
        }
        if (eventsIn90Days < LEAST) {
            throw new IllegalArgumentException("90 days need at least " + LEAST + " events, not " + eventsIn90Days);
        }
    }

    /** The usual volume. */
    public static PopulationPlan of(long seed, int people, LocalDate storyDay) {
        return new PopulationPlan(seed, people, storyDay, Math.max(LEAST, EVENTS_PER_PERSON * people));
    }

    /** At most so many events, with room for the dice. */
    public PopulationPlan atMost(int events) {
        int target = (int) (events * 0.96 - 4 * Math.sqrt(events));
        return target >= eventsIn90Days ? this : new PopulationPlan(seed, people, storyDay, Math.max(LEAST, target));
    }

    int automaticEvents() {
        return LEAST;
    }
}
