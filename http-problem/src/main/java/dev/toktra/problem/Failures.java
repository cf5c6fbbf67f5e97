package dev.toktra.problem;

import com.fasterxml.jackson.core.JacksonException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpClosedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Which problem a thrown thing is. */
final class Failures {

    private static final Logger LOG = Logger.getLogger(Failures.class);

    private Failures() {}

    /** The problem that the caller is told, or null for a fault of ours, which is told as a bare 500. */
    static @Nullable Problem problemOf(Throwable failure) {
        if (failure instanceof Problem problem) {
            return problem;
        }
        if (failure instanceof JacksonException fault) {
            return JsonFaults.problemOf(fault);
        }
        if (failure instanceof WebApplicationException answer) {
            return answer.getCause() instanceof JacksonException fault
                            && answer.getResponse().getStatus() == 400
                    ? JsonFaults.problemOf(fault)
                    : ofAnswer(answer.getResponse());
        }
        if (failure instanceof UnauthorizedException
                || failure instanceof AuthenticationFailedException
                || failure instanceof AuthenticationCompletionException) {
            return ofStatus(401);
        }
        if (failure instanceof ForbiddenException) {
            return ofStatus(403);
        }
        return isOfTheConnection(failure) ? ofStatus(400) : null;
    }

    /** Whether the caller broke off, or sent more than the limit on bodies: nobody reads the answer any more. */
    private static boolean isOfTheConnection(Throwable failure) {
        return failure instanceof HttpClosedException
                || failure instanceof ClosedChannelException
                || (failure instanceof IOException
                        && (failure.getCause() instanceof ClosedChannelException
                                || "Request too large".equals(failure.getMessage())));
    }

    private static @Nullable Problem ofAnswer(Response response) {
        if (response.getStatus() == 500) {
            return null;
        }
        Problem problem = ofStatus(response.getStatus());
        for (String name : new String[] {HttpHeaders.ALLOW, HttpHeaders.WWW_AUTHENTICATE, HttpHeaders.RETRY_AFTER}) {
            String value = response.getHeaderString(name);
            problem = value == null ? problem : problem.withHeader(name, value);
        }
        return problem;
    }

    /** Logs a fault of ours and gives the instance under which its caller may ask about it. */
    static String logged(Throwable failure) {
        UUID id = UUID.randomUUID();
        LOG.errorf(failure, "Internal error %s: answered 500 with this id; what follows is its cause.", id);
        return "urn:uuid:" + id;
    }

    /** A problem about which nothing but the status is known. */
    static Problem ofStatus(int status) {
        return Problem.ofStatus(status, sentence(status));
    }

    private static String sentence(int status) {
        return switch (status) {
            case 400 -> "The request is malformed.";
            case 401 -> "This needs a valid credential.";
            case 403 -> "The caller may not do this.";
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address does not answer this method.";
            case 406 -> "This address has no representation that the Accept header allows.";
            case 408 -> "The request did not arrive in time.";
            case 413 -> "The body is larger than this address takes.";
            case 414 -> "The address is longer than this server takes.";
            case 415 -> "This address does not take this Content-Type or Content-Encoding.";
            case 431 -> "The headers are larger than this server takes.";
            case 500 -> "The service failed to answer; its log holds the cause under the id in instance.";
            case 503 -> "The service cannot answer now; try again later.";
            default -> StatusWords.of(status).title() + ".";
        };
    }
}
