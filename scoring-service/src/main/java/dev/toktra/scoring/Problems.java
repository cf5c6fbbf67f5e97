package dev.toktra.scoring;

import dev.toktra.problem.Problem;
import dev.toktra.problem.QueryReader;
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

    /** 403 for what lies outside of what the caller sees. */
    public static Problem outside() {
        return Problem.forbidden("This is outside of what you may see.");
    }

    /** 503 while the directory's copy does not have the organisation. */
    public static Problem organisationNotYetKnown() {
        return Problem.unavailable(
                "organisation-not-yet-known",
                "The directory has not told of the organisation yet.",
                Duration.ofSeconds(5));
    }
}
