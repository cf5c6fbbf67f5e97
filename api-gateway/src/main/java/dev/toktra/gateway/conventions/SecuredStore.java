package dev.toktra.gateway.conventions;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.reactive.mutiny.Mutiny;

/** Opens transactions that see and change the rows of one organisation only: row level security keeps all others out. */
@ApplicationScoped
public class SecuredStore {

    private static final String INTEGRITY = "23";

    /** Classes of SQLSTATE: connection, rollback, resources, operator, system. */
    private static final Set<String> AWAY = Set.of("08", "40", "53", "57", "58");

    private static final Pattern QUOTED = Pattern.compile("\"([a-z0-9_]+)\"");

    /**
     * Does the work in a transaction of the organisation; inside of another one, as a part of it. It fails with a
     * {@link BrokenConstraint} where the database does not let something in, and with {@link DatabaseAway} where it does
     * not answer or the transaction cannot begin: a connection may be refused in many ways, each of which is its fault.
     */
    public <T> Uni<T> in(UUID orgId, Supplier<Uni<T>> work) {
        AtomicBoolean begun = new AtomicBoolean();
        return Panache.withTransaction(
                        () -> enter(orgId).invoke(() -> begun.set(true)).chain(ignored -> work.get()))
                .onFailure()
                .transform(failure -> begun.get() ? named(failure) : new DatabaseAway(failure));
    }

    private static Uni<String> enter(UUID orgId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("select set_config('toktra.org', :org, true)", String.class)
                        .setParameter("org", orgId.toString())
                        .getSingleResult());
    }

    /** The single column of a query inside of the transaction, in the order of its rows. */
    public <T> Uni<List<T>> column(Class<T> type, String sql, Map<String, ?> parameters) {
        return Panache.getSession().chain(session -> {
            Mutiny.SelectionQuery<T> query = session.createNativeQuery(sql, type);
            parameters.forEach(query::setParameter);
            return query.getResultList();
        });
    }

    /** Runs a statement inside of the transaction, after everything that was changed before it. */
    public Uni<Integer> run(String sql, Map<String, ?> parameters) {
        return Panache.getSession()
                .chain(session -> session.flush().chain(() -> {
                    Mutiny.MutationQuery statement = session.createNativeQuery(sql);
                    parameters.forEach(statement::setParameter);
                    return statement.executeUpdate();
                }));
    }

    /** The version that follows another one. */
    public Uni<Long> versionAfter(long version) {
        return column(Long.class, "select next_version(:version)", Map.of("version", version))
                .map(column -> column.get(0));
    }

    /** What a failure of the database means to others; a bug stays what it is. */
    private static Throwable named(Throwable failure) {
        if (failure instanceof DatabaseAway) {
            return failure;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof ClosedConnectionException) {
                return new DatabaseAway(cause);
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return named(failure, sql);
            }
        }
        return failure;
    }

    private static Throwable named(Throwable failure, SQLException sql) {
        String state = sql.getSQLState();
        if (state.startsWith(INTEGRITY)) {
            return new BrokenConstraint(constraint(String.valueOf(sql.getMessage())), failure);
        }
        return AWAY.stream().anyMatch(state::startsWith) ? new DatabaseAway(sql) : failure;
    }

    /** Hibernate hands on PostgreSQL's message, not its own exception, in which the constraint has a field. */
    private static String constraint(String message) {
        Matcher quoted = QUOTED.matcher(message);
        String last = "";
        while (quoted.find()) {
            last = quoted.group(1);
        }
        return last;
    }
}
