package dev.toktra.reconciliation;

import dev.toktra.problem.Problem;

/** The problems that this service answers, each with the one address and title that its documents carry. */
public final class Problems {

    private Problems() {}

    /** 404 for a thing that does not exist in the caller's organisation, whoever else may have it. */
    public static Problem notFound(String what) {
        return Problem.notFound("There is no such " + what + ".");
    }
}
