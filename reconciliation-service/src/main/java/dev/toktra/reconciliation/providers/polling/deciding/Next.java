package dev.toktra.reconciliation.providers.polling.deciding;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What comes after a read.
 *
 * @param due when the slot is read again; {@link Instant#MAX}: never
 * @param restsUntil until when the whole connection is left alone
 * @param mishap whether an administrator should see what went wrong; a limit that was expected is none
 * @param daily days of UTC that are kept by days from now on
 * @param settledThrough usage before is complete and not expected to change; null where the read says nothing of it
 */
public record Next(
        Progress progress,
        Instant due,
        @Nullable Instant restsUntil,
        boolean mishap,
        List<LocalDate> daily,
        @Nullable Instant settledThrough) {

    static Next at(Progress progress, Instant due) {
        return new Next(progress, due, null, false, List.of(), null);
    }

    static Next failed(Progress progress, Instant due) {
        return new Next(progress.failed(), due, null, true, List.of(), null);
    }
}
