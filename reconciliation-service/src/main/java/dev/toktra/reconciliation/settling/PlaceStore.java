package dev.toktra.reconciliation.settling;

import dev.toktra.reconciliation.settling.deciding.Places;
import dev.toktra.reconciliation.settling.deciding.ProviderDay;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads where the people of an organisation belong around a day, in the transaction that it is given. */
final class PlaceStore {

    private static final String PLACES = """
            select user_id::text, department_id, team_id, valid_from, valid_until from placement
            where org_id = ? and valid_from <= ? and (valid_until is null or valid_until >= ?)""";

    private static final String PARENTS =
            "select unit_id, parent_id from unit where org_id = ? and parent_id is not null";

    private PlaceStore() {}

    static Places read(Connection connection, ProviderDay unit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PLACES)) {
            statement.setObject(1, unit.orgId());
            statement.setObject(2, unit.day().plusDays(1));
            statement.setObject(3, unit.day().minusDays(1));
            List<Places.Place> places = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    places.add(place(row));
                }
            }
            return new Places(places, parents(connection, unit.orgId()));
        }
    }

    private static Places.Place place(ResultSet row) throws SQLException {
        Set<UUID> units = new HashSet<>();
        for (int column = 2; column <= 3; column++) {
            UUID unit = row.getObject(column, UUID.class);
            if (unit != null) {
                units.add(unit);
            }
        }
        return new Places.Place(
                row.getString(1), units, row.getObject(4, LocalDate.class), row.getObject(5, LocalDate.class));
    }

    private static Map<UUID, UUID> parents(Connection connection, UUID orgId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PARENTS)) {
            statement.setObject(1, orgId);
            Map<UUID, UUID> parents = new HashMap<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    parents.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
                }
            }
            return parents;
        }
    }
}
