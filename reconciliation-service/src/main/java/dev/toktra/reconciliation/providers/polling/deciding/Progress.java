package dev.toktra.reconciliation.providers.polling.deciding;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a slot has come.
 *
 * @param cursor where its pass goes on, for a backfill the end of what is not read yet; null: a new pass begins
 * @param floor before it the provider has nothing; null as long as nobody said so
 * @param stepDays how many days are read at once; null for the usual number
 * @param failures how many times in a row it could not be read
 * @param lastSuccess when its last pass was complete
 */
public record Progress(
        @Nullable Instant cursor,
        @Nullable Instant floor,
        @Nullable Integer stepDays,
        int failures,
        @Nullable Instant lastSuccess) {

    public static final Progress NEW = new Progress(null, null, null, 0, null);

    Progress at(@Nullable Instant next) {
        return new Progress(next, floor, stepDays, 0, lastSuccess);
    }

    Progress failed() {
        return new Progress(cursor, floor, stepDays, failures + 1, lastSuccess);
    }

    Progress notBefore(Instant first) {
        return new Progress(cursor, first, stepDays, 0, lastSuccess);
    }

    Progress byDays(int days) {
        return new Progress(cursor, floor, days, 0, lastSuccess);
    }

    Progress done(Instant when) {
        return new Progress(null, floor, null, 0, when);
    }
}
