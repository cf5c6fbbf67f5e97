package dev.toktra.reconciliation.directory;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;

/** Changes of people and identities that are under way. */
public final class DirectoryChanges {

    private static final String AWAIT = """
            select pg_advisory_lock_shared(key), pg_advisory_unlock_shared(key)
            from (select distinct %s as key from unnest($1::text[]) org) keys order by key""".formatted(IdentityStore.ALIASES_KEY);

    private DirectoryChanges() {}

    /**
     * Waits until those of some organisations have ended that are under way now: they have marked the days whose usage they
     * saw, and may not have seen usage that was summed since. Whatever begins later sees it.
     */
    public static Uni<Void> await(SqlConnection connection, Collection<UUID> organisations) {
        Object names = organisations.stream().map(UUID::toString).toArray(String[]::new);
        return connection.preparedQuery(AWAIT).execute(Tuple.of(names)).replaceWithVoid();
    }

    /** The same for one organisation, blocking. */
    public static void await(Connection connection, UUID organisation) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(AWAIT.replace("$1", "?"))) {
            statement.setArray(1, connection.createArrayOf("text", new String[] {organisation.toString()}));
            statement.execute();
        }
    }
}
