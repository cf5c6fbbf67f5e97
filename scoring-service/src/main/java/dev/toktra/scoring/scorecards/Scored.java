package dev.toktra.scoring.scorecards;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person's efficiency score of one night.
 *
 * @param night which one
 */
record Scored(
        UUID person, @Nullable UUID departmentId, @Nullable UUID teamId, double score, Night night) {

    /** The nights that efficiency is compared by; one of the past is the newest of a week, as old scores are weekly. */
    enum Night {
        NOW(0, 1),
        DAYS_30(30, 7),
        DAYS_90(90, 7);

        private final int daysBefore;
        private final int nights;

        Night(int daysBefore, int nights) {
            this.daysBefore = daysBefore;
            this.nights = nights;
        }

        int daysBefore() {
            return daysBefore;
        }

        int nights() {
            return nights;
        }
    }
}
