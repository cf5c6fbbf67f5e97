package dev.toktra.reconciliation.providers.polling;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toktra.reconciliation.providers.Names;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps what ids stand for, with what they stood for before; an id that is not in a list any more is no news. */
final class NameStore {

    private static final String COLUMNS = "name, email, owner, owner_email, service_account, project, model";
    private static final String READ = """
            with given as (select * from jsonb_to_recordset(?::jsonb) as g(kind text, provider_id text, name text,
                email text, owner text, owner_email text, service_account text, project text, model text))""";

    private static final String END = READ + """
             update provider_name n set valid_until = ? from given g
            where n.connection_id = ? and n.kind = g.kind and n.provider_id = g.provider_id and n.valid_until is null
                and (n.name, n.email, n.owner, n.owner_email, n.service_account, n.project, n.model) is distinct from
                    (g.name, g.email, g.owner, g.owner_email, g.service_account, g.project, g.model)""";

    private static final String SEE = READ + """
             update provider_name n set last_seen_at = ? from given g
            where n.connection_id = ? and n.kind = g.kind and n.provider_id = g.provider_id and n.valid_until is null""";

    private static final String BEGIN = READ + " insert into provider_name (kind, provider_id, " + COLUMNS + ", org_id,"
            + " connection_id, valid_from, last_seen_at) select kind, provider_id, " + COLUMNS + ", ?, ?, ?, ?"
            + " from given g where not exists (select from provider_name n where n.connection_id = ?"
            + " and n.kind = g.kind and n.provider_id = g.provider_id and n.valid_until is null)";

    private final Connection connection;
    private final Claim.Slot slot;
    private final Instant now;

    NameStore(Connection connection, Claim.Slot slot, Instant now) {
        this.connection = connection;
        this.slot = slot;
        this.now = now;
    }

    /** How many ids were read, and how many of them were new or stand for something else now. */
    record Saved(int read, int changed) {}

    Saved save(Names names) throws SQLException {
        ArrayNode rows = rows(names);
        String json = rows.toString();
        UUID id = slot.connectionId();
        try (Sql end = new Sql(connection, END).text(json).time(now).id(id);
                Sql see = new Sql(connection, SEE).text(json).time(now).id(id);
                Sql begin = new Sql(connection, BEGIN)
                        .text(json)
                        .id(slot.orgId())
                        .id(id)
                        .time(now)
                        .time(now)
                        .id(id)) {
            end.update();
            see.update();
            return new Saved(rows.size(), begin.update());
        }
    }

    private static ArrayNode rows(Names names) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        names.users().forEach((id, user) -> {
            ObjectNode row = row(rows, "user", id);
            set(row, "name", user.name());
            set(row, "email", user.email());
        });
        names.keys().forEach((id, key) -> {
            ObjectNode row = row(rows, "key", id);
            set(row, "name", key.name());
            set(row, "owner", key.owner());
            set(row, "owner_email", key.ownerEmail());
            set(row, "service_account", key.serviceAccount());
            set(row, "project", key.project());
        });
        names.projects().forEach((id, name) -> set(row(rows, "project", id), "name", name));
        names.deployments().forEach((id, model) -> set(row(rows, "deployment", id), "model", model));
        return rows;
    }

    private static ObjectNode row(ArrayNode rows, String kind, String id) {
        ObjectNode row = rows.addObject();
        set(row, "kind", kind);
        set(row, "provider_id", id);
        return row;
    }

    /** A database cannot keep the character 0. */
    private static void set(ObjectNode row, String column, @Nullable String text) {
        row.put(column, text == null ? null : text.replace('\0', '\uFFFD'));
    }
}
