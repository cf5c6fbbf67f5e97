package dev.toktra.reconciliation.ledger.store;

import dev.toktra.bulksql.RowsStatement;
import dev.toktra.reconciliation.ledger.counting.DuplicateHour;
import dev.toktra.reconciliation.ledger.counting.DuplicateSums;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** How much was refused because another path had reported it, by hour. */
final class DuplicateStore {

    private static final String MERGE = """
            insert into duplicate_hour as h (org_id, hour, provider, model, requests, input, output)
            select * from unnest(?::uuid[], ?::timestamptz[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[])
            order by 1, 2, 3, 4
            on conflict (org_id, hour, provider, model) do update set requests = h.requests + excluded.requests,
                input = h.input + excluded.input, output = h.output + excluded.output""";

    private DuplicateStore() {}

    static void merge(Connection connection, Map<DuplicateHour, DuplicateSums> hours) throws SQLException {
        if (hours.isEmpty()) {
            return;
        }
        try (var merge = new RowsStatement<>(connection, MERGE, hours.entrySet())) {
            merge.uuids(row -> row.getKey().orgId())
                    .instants(row -> row.getKey().hour())
                    .texts(row -> row.getKey().provider())
                    .texts(row -> row.getKey().model())
                    .longs(row -> row.getValue().requests())
                    .longs(row -> row.getValue().input())
                    .longs(row -> row.getValue().output())
                    .update();
        }
    }
}
