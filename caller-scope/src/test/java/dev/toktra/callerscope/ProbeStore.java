package dev.toktra.callerscope;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads a row-secured table through the caller's transaction. */
@ApplicationScoped
class ProbeStore {

    static final String LABELS = "select label from probe order by label";

    private final OrganisationTransactions transactions;

    ProbeStore(OrganisationTransactions transactions) {
        this.transactions = transactions;
    }

    Uni<List<String>> labels() {
        return transactions.read(ProbeStore::labels);
    }

    static Uni<List<String>> labels(SqlConnection connection) {
        return stream(connection).collect().asList();
    }

    static Multi<String> stream(SqlConnection connection) {
        return connection
                .query(LABELS)
                .execute()
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .map((Row row) -> row.getString(0));
    }
}
