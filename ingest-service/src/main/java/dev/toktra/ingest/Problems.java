package dev.toktra.ingest;

import dev.toktra.ingest.events.BatchTooLarge;
import dev.toktra.ingest.events.EventsConfig;
import dev.toktra.ingest.events.OrganisationUnknown;
import dev.toktra.ingest.queue.QueueAway;
import dev.toktra.ingest.wire.UnreadableBody;
import dev.toktra.problem.FieldError;
import dev.toktra.problem.Problem;
import dev.toktra.problem.ProblemResponse;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What senders are told where no batch could be taken. */
public class Problems {

    private static final String TOO_LARGE = "Batch too large";

    private final EventsConfig config;

    Problems(EventsConfig config) {
        this.config = config;
    }

    @ServerExceptionMapper
    public Response of(QueueAway away, UriInfo uri) {
        String detail = away.reason() == QueueAway.Reason.BUSY
                ? "As much is on its way as this replica takes; keep the events and send them again."
                : "The queue did not take the batch; keep the events and send them again.";
        return ProblemResponse.of(Problem.unavailable("queue-away", detail, wait(config)), uri.getPath());
    }

    @ServerExceptionMapper
    public Response of(OrganisationUnknown unknown, UriInfo uri) {
        return ProblemResponse.of(
                Problem.unavailable(
                        "organisation-not-yet-known",
                        "This replica has not heard of the certificate's organisation yet; send the events again.",
                        wait(config)),
                uri.getPath());
    }

    @ServerExceptionMapper
    public Response of(BatchTooLarge tooLarge, UriInfo uri) {
        return ProblemResponse.of(
                new Problem(
                        413, "batch-too-large", TOO_LARGE, "The batch makes too large a record; send it in halves."),
                uri.getPath());
    }

    @ServerExceptionMapper
    public Response of(UnreadableBody body, UriInfo uri) {
        return ProblemResponse.of(problem(body), uri.getPath());
    }

    private static Problem problem(UnreadableBody body) {
        return switch (body.reason()) {
            case TOO_LARGE -> new Problem(413, "batch-too-large", TOO_LARGE, body.detail());
            case UNSUPPORTED -> Problem.ofStatus(415, body.detail());
            case MALFORMED ->
                body.pointer() == null
                        ? Problem.badRequest(body.detail())
                        : Problem.badRequest(body.detail(), new FieldError(body.pointer(), body.detail()));
        };
    }

    /** Spread, so that senders do not come back all at once. */
    private static Duration wait(EventsConfig config) {
        long from = config.retryFrom().toMillis();
        long to = Math.max(from + 1, config.retryTo().toMillis());
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(from, to));
    }
}
