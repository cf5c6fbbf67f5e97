package dev.toktra.reconciliation.ledger.counting;

import dev.toktra.events.UsageEvent;

/** Calls and tokens that were not counted a second time. */
public record DuplicateSums(long requests, long input, long output) {

    static DuplicateSums of(UsageEvent event) {
        return new DuplicateSums(1, event.tokens().input(), event.tokens().output());
    }

    DuplicateSums plus(DuplicateSums other) {
        return new DuplicateSums(
                Math.addExact(requests, other.requests),
                Math.addExact(input, other.input),
                Math.addExact(output, other.output));
    }
}
