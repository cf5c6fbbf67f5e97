package dev.toktra.reconciliation.providers;

import io.smallrye.mutiny.Uni;
import java.time.LocalDate;

/** Reads what was made with a coding agent; under the laws of usage clients. */
public interface CodingActivityClient {

    /** A source of {@link Source.Kind#CODING}. */
    Source source();

    /** The activity of one day of UTC; the newest hour is not in it yet. */
    Uni<WindowRead<CodingActivity>> coding(Access access, LocalDate day);
}
