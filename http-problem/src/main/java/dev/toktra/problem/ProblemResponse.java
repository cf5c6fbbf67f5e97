package dev.toktra.problem;

import jakarta.ws.rs.core.Response;

/** A problem as the answer of a resource or of an exception mapper. */
public final class ProblemResponse {

    private ProblemResponse() {}

    /** @param instance the path of the request, or what else names this occurrence */
    public static Response of(Problem problem, String instance) {
        Response.ResponseBuilder answer = Response.status(problem.status())
                .type(ProblemBody.MEDIA_TYPE)
                .entity(problem.body(instance).json());
        problem.headers().forEach(answer::header);
        return answer.build();
    }
}
