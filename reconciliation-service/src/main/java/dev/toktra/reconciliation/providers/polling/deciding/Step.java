package dev.toktra.reconciliation.providers.polling.deciding;

import dev.toktra.reconciliation.providers.Window;
import java.time.Instant;

/** What a slot does now. */
public sealed interface Step {

    /** A window is read; {@code last} if the pass is complete with it. */
    record Read(Window window, boolean last) implements Step {}

    /** The names are read. */
    record ReadNames() implements Step {}

    /** Nothing, until then; {@link Instant#MAX} for good. */
    record Wait(Progress progress, Instant until) implements Step {}
}
