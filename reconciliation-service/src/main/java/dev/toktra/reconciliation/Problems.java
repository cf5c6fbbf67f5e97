package dev.toktra.reconciliation;

import dev.toktra.problem.FieldError;
import dev.toktra.problem.Problem;
import dev.toktra.problem.QueryReader;
import dev.toktra.reconciliation.asking.view.Refusal;
import java.time.Duration;
import java.util.UUID;

/** The problems that this service answers, each with the one address and title that its documents carry. */
public final class Problems {

    private Problems() {}

    /** 404 for a thing that does not exist in the caller's organisation, whoever else may have it. */
    public static Problem notFound(String what) {
        return Problem.notFound("There is no such " + what + ".");
    }

    /** The id in an address; whatever else stands there leads nowhere. */
    public static UUID id(String text, String what) {
        try {
            return QueryReader.uuid(text);
        } catch (IllegalArgumentException e) {
            throw notFound(what);
        }
    }

    /** What a question about usage that gets no answer is told. */
    public static Problem of(Refusal refusal) {
        if (refusal instanceof Refusal.Unfit unfit) {
            return Problem.badRequest(
                    "The query has parameters with wrong values.", FieldError.query(unfit.parameter(), unfit.reason()));
        }
        if (refusal instanceof Refusal.Outside) {
            return Problem.forbidden(refusal.reason());
        }
        if (refusal instanceof Refusal.Missing) {
            return Problem.notFound(refusal.reason());
        }
        if (refusal instanceof Refusal.Busy) {
            return Problem.unavailable("too-many-downloads", refusal.reason(), Duration.ofSeconds(5));
        }
        return refusal instanceof Refusal.NotYetKnown
                ? Problem.unavailable("organisation-not-yet-known", refusal.reason(), Duration.ofSeconds(5))
                : Problem.unprocessable(refusal.reason());
    }
}
