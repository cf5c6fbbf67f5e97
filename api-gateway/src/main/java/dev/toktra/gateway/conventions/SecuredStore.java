package dev.toktra.gateway.conventions;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Opens transactions that see and change the rows of one organisation only: row level security keeps all others out. */
@ApplicationScoped
public class SecuredStore {

    private static final String INTEGRITY = "23";
    private static final Pattern QUOTED = Pattern.compile("\"([a-z0-9_]+)\"");

    /**
     * Does the work in a transaction of the organisation; inside of another one, as a part of it. It fails with a
     * {@link BrokenConstraint} where the database does not let something in.
     */
    public <T> Uni<T> in(UUID orgId, Supplier<Uni<T>> work) {
        return Panache.withTransaction(() -> Panache.getSession()
                        .chain(session -> session.createNativeQuery(
                                        "select set_config('toktra.org', :org, true)", String.class)
                                .setParameter("org", orgId.toString())
                                .getSingleResult())
                        .chain(ignored -> work.get()))
                .onFailure()
                .transform(SecuredStore::named);
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

    /** Hibernate hands on PostgreSQL's message and state, not its own exception, in which the constraint has a field. */
    private static Throwable named(Throwable failure) {
        SQLException cause = causeIn(failure);
        if (cause == null || cause.getSQLState() == null || !cause.getSQLState().startsWith(INTEGRITY)) {
            return failure;
        }
        Matcher quoted = QUOTED.matcher(String.valueOf(cause.getMessage()));
        String last = "";
        while (quoted.find()) {
            last = quoted.group(1);
        }
        return new BrokenConstraint(last, failure);
    }

    private static @Nullable SQLException causeIn(@Nullable Throwable failure) {
        return failure == null || failure instanceof SQLException
                ? (SQLException) failure
                : causeIn(failure.getCause());
    }
}
