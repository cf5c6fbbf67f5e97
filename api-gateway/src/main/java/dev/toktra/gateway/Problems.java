package dev.toktra.gateway;

import dev.toktra.gateway.conventions.DatabaseAway;
import dev.toktra.gateway.conventions.InvalidInput;
import dev.toktra.gateway.conventions.Refusal;
import dev.toktra.problem.FieldError;
import dev.toktra.problem.Problem;
import dev.toktra.problem.ProblemResponse;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What callers are told of the domain's refusals. */
public class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);

    @ServerExceptionMapper
    public Response invalid(InvalidInput invalid, UriInfo uri) {
        return ProblemResponse.of(of(invalid), uri.getPath());
    }

    @ServerExceptionMapper
    public Response refused(Refusal refusal, UriInfo uri) {
        return ProblemResponse.of(of(refusal), uri.getPath());
    }

    @ServerExceptionMapper
    public Response away(DatabaseAway away, UriInfo uri) {
        LOG.warn(away.getMessage());
        return ProblemResponse.of(directoryUnavailable(), uri.getPath());
    }

    private static Problem directoryUnavailable() {
        return Problem.unavailable(
                "directory-unavailable", "The directory cannot be asked now.", Duration.ofSeconds(2));
    }

    private static Problem of(InvalidInput invalid) {
        List<FieldError> errors = invalid.faults().stream()
                .map(fault -> new FieldError(fault.pointer(), fault.what()))
                .toList();
        return Problem.badRequest("The request is not what is expected here.").with(errors);
    }

    private static Problem of(Refusal refusal) {
        Problem problem = switch (refusal.reason()) {
            case UNKNOWN -> Problem.notFound(refusal.detail());
            case CONFLICT -> Problem.conflict(refusal.detail());
            case IMPOSSIBLE -> Problem.unprocessable(refusal.detail());
        };
        return refusal.pointer().isEmpty()
                ? problem
                : problem.with(new FieldError(refusal.pointer(), refusal.detail()));
    }
}
