package dev.toktra.reconciliation.settling;

import dev.toktra.events.EventJson;
import dev.toktra.events.OrganisationState;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Reads an organisation of the directory's copy, in the transaction that it is given. */
final class OrganisationStore {

    private static final String READ = """
            select version, name, zones::text, currency, privacy, raw_retention_days from organisation where org_id = ?""";

    private OrganisationStore() {}

    static OrganisationState read(Connection connection, UUID orgId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setObject(1, orgId);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("the directory does not know organisation " + orgId);
                }
                byte[] zones = row.getString("zones").getBytes(StandardCharsets.UTF_8);
                return new OrganisationState(
                        orgId,
                        row.getLong("version"),
                        false,
                        row.getString("name"),
                        List.of(EventJson.read(zones, OrganisationState.DatedZone[].class)),
                        row.getString("currency"),
                        OrganisationState.Privacy.valueOf(
                                row.getString("privacy").toUpperCase(Locale.ROOT)),
                        row.getInt("raw_retention_days"));
            }
        }
    }
}
