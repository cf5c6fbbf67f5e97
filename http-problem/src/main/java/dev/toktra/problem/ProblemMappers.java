package dev.toktra.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers whatever a resource or filter throws; each type is named because Quarkus has own answers for some. */
public class ProblemMappers {

    @ServerExceptionMapper({
        Problem.class,
        JacksonException.class,
        MismatchedInputException.class,
        WebApplicationException.class,
        UnauthorizedException.class,
        ForbiddenException.class,
        AuthenticationFailedException.class,
        AuthenticationCompletionException.class,
        Throwable.class
    })
    public Response answer(Throwable failure, UriInfo uri) {
        if (failure instanceof WebApplicationException answer
                && answer.getResponse().getStatus() < 400) {
            return answer.getResponse();
        }
        Problem problem = Failures.problemOf(failure);
        return problem == null
                ? ProblemResponse.of(Failures.ofStatus(500), Failures.logged(failure))
                : ProblemResponse.of(problem, uri.getPath());
    }
}
