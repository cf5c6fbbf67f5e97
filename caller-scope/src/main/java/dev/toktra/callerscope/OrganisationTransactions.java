package dev.toktra.callerscope;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;

/**
 * Row-secured transactions on the default pool, whose role sees the rows of one organisation per transaction and none
 * outside of one. Each is committed when the work has its answer and rolled back when it fails; work that nobody waits for
 * any more runs to its end, a stream is cut off.
 */
@ApplicationScoped
public class OrganisationTransactions {

    private static final String NAME_THE_ORGANISATION = "select set_config('toktra.org', $1, true)";

    private final Pool pool;
    private final Caller caller;

    OrganisationTransactions(Pool pool, Caller caller) {
        this.pool = pool;
        this.caller = caller;
    }

    /** Reads and writes rows of the caller's organisation. */
    public <T> Uni<T> write(Function<SqlConnection, Uni<T>> work) {
        return write(caller.org(), work);
    }

    /** Reads rows of the caller's organisation; each statement sees what is committed when it starts. */
    public <T> Uni<T> read(Function<SqlConnection, Uni<T>> work) {
        return read(caller.org(), work);
    }

    /** Reads rows of the caller's organisation; all statements see one state. */
    public <T> Uni<T> snapshot(Function<SqlConnection, Uni<T>> work) {
        return snapshot(caller.org(), work);
    }

    /** Streams rows of the caller's organisation out of one state, while whoever subscribed wants more. */
    public <T> Multi<T> stream(Function<SqlConnection, Multi<T>> work) {
        return stream(caller.org(), work);
    }

    /** Like {@link #write(Function)} where the organisation is known by other means than a caller token. */
    public <T> Uni<T> write(UUID org, Function<SqlConnection, Uni<T>> work) {
        return once(org, Kind.WRITE, work);
    }

    /** Like {@link #read(Function)} where the organisation is known by other means than a caller token. */
    public <T> Uni<T> read(UUID org, Function<SqlConnection, Uni<T>> work) {
        return once(org, Kind.READ, work);
    }

    /** Like {@link #snapshot(Function)} where the organisation is known by other means than a caller token. */
    public <T> Uni<T> snapshot(UUID org, Function<SqlConnection, Uni<T>> work) {
        return once(org, Kind.SNAPSHOT, work);
    }

    /** Like {@link #stream(Function)} where the organisation is known by other means than a caller token. */
    public <T> Multi<T> stream(UUID org, Function<SqlConnection, Multi<T>> work) {
        return Multi.createFrom()
                .resourceFromUni(() -> begin(org), open -> work.apply(open.connection()))
                .withFinalizer(Open::commit, (open, failure) -> open.rollback(), Open::rollback);
    }

    private <T> Uni<T> once(UUID org, Kind kind, Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(
                connection -> secure(connection, org, kind).flatMap(secured -> work.apply(connection)));
    }

    /** Gives the connection back also when whoever waits for it gives up before it is there. */
    private Uni<Open> begin(UUID org) {
        Uni<SqlConnection> connection = pool.getConnection().memoize().indefinitely();
        return connection
                .flatMap(fresh -> fresh.begin()
                        .map(transaction -> new Open(fresh, transaction))
                        .call(open -> secure(fresh, org, Kind.SNAPSHOT))
                        .onFailure()
                        .call(fresh::close))
                .onCancellation()
                .call(() -> connection.flatMap(SqlConnection::close).onFailure().recoverWithNull());
    }

    private static Uni<RowSet<Row>> secure(SqlConnection connection, UUID org, Kind kind) {
        Uni<RowSet<Row>> named = connection.preparedQuery(NAME_THE_ORGANISATION).execute(Tuple.of(org.toString()));
        return kind == Kind.WRITE
                ? named
                : connection.query(kind.statement).execute().chain(() -> named);
    }

    private enum Kind {
        WRITE(""),
        READ("set transaction read only"),
        SNAPSHOT("set transaction isolation level repeatable read, read only");

        private final String statement;

        Kind(String statement) {
            this.statement = statement;
        }
    }

    /** A connection in its transaction; ending it gives the connection back. */
    private record Open(SqlConnection connection, Transaction transaction) {

        Uni<Void> commit() {
            return transaction.commit().eventually(connection::close);
        }

        Uni<Void> rollback() {
            return transaction.rollback().onFailure().recoverWithNull().eventually(connection::close);
        }
    }
}
