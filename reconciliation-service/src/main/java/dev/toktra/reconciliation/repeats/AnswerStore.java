package dev.toktra.reconciliation.repeats;

import dev.toktra.callerscope.Caller;
import dev.toktra.problem.FieldError;
import dev.toktra.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does what a request with an Idempotency-Key wants once, and answers it each time as the first time.
 *
 * <p>Key, work and answer are one transaction: work that fails leaves the key free, and of two that come at once the
 * second one waits for the first one's answer.
 */
@ApplicationScoped
public class AnswerStore {

    /** Nothing comes back where the key was used within its time. */
    private static final String TAKE = """
            insert into answered_request as a (org_id, subject, operation, key, request_hash, answered_at)
            values ($1, $2, $3, $4, $5, $6)
            on conflict (org_id, subject, operation, key) do update set request_hash = excluded.request_hash,
                answered_at = excluded.answered_at, status = null, location = null, etag = null, body = null
            where a.answered_at <= $7
            returning key""";

    private static final String WHICH = " where org_id = $1 and subject = $2 and operation = $3 and key = $4";
    private static final String FIRST =
            "select request_hash, status, location, etag, body from answered_request" + WHICH;
    private static final String KEEP =
            "update answered_request set status = $5, location = $6, etag = $7, body = $8" + WHICH;

    private final Caller caller;
    private final RepeatsConfig config;
    private final Clock clock;

    AnswerStore(Caller caller, RepeatsConfig config, Clock clock) {
        this.caller = caller;
        this.config = config;
        this.clock = clock;
    }

    /**
     * The answer of the work, or of the same request before; in the organisation's transaction, which the work uses too.
     * Fails with 422 where the key came with another body.
     */
    public Uni<Answer> once(SqlConnection connection, Repeatable request, Supplier<Uni<Answer>> work) {
        if (request.key().isEmpty()) {
            return work.get();
        }
        List<Object> which = List.of(
                caller.org(),
                caller.subject(),
                request.operation(),
                request.key().get());
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        Tuple taking = with(which, request.bodyHash(), now, now.minus(config.keep()));
        return connection
                .preparedQuery(TAKE)
                .execute(taking)
                .flatMap(taken -> taken.size() == 1
                        ? work.get().call(answer -> keep(connection, which, answer))
                        : first(connection, which, request));
    }

    private static Uni<Void> keep(SqlConnection connection, List<Object> which, Answer answer) {
        return connection
                .preparedQuery(KEEP)
                .execute(with(which, answer.status(), answer.location(), answer.etag(), answer.body()))
                .replaceWithVoid();
    }

    private static Uni<Answer> first(SqlConnection connection, List<Object> which, Repeatable request) {
        return connection.preparedQuery(FIRST).execute(with(which)).map(rows -> {
            Row row = rows.iterator().next();
            if (!request.bodyHash().equals(row.getString("request_hash"))) {
                throw new Problem(
                                422,
                                "idempotency-key-reused",
                                "Idempotency-Key used before",
                                "This key came with another request before: make a new key for a new request.")
                        .with(FieldError.header(Repeatable.HEADER, "was used for another body"));
            }
            return new Answer(
                    row.getInteger("status"), row.getString("location"), row.getString("etag"), row.getString("body"));
        });
    }

    private static Tuple with(List<Object> which, @Nullable Object... more) {
        Tuple tuple = Tuple.from(which);
        Arrays.asList(more).forEach(tuple::addValue);
        return tuple;
    }
}
