package dev.toktra.reconciliation.ledger.store;

import dev.toktra.bulksql.RowsStatement;
import dev.toktra.reconciliation.ledger.counting.Claim;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;

/** The identities of calls that were counted, whichever path reported them. */
final class IdentityClaimStore {

    private static final String CLAIM = """
            insert into identity_seen (org_id, identity, expires_on)
            select org_id, identity, ?::date from unnest(?::uuid[], ?::bytea[]) u(org_id, identity)
            order by org_id, identity
            on conflict do nothing
            returning org_id, identity""";

    private IdentityClaimStore() {}

    /** Those of the claims that nobody made before; they are now made. */
    static Set<Claim> make(Connection connection, Set<Claim> claims, LocalDate expiresOn) throws SQLException {
        Set<Claim> admitted = new HashSet<>();
        if (claims.isEmpty()) {
            return admitted;
        }
        try (var insert = new RowsStatement<>(connection, CLAIM, claims)) {
            ResultSet rows = insert.value(expiresOn)
                    .uuids(Claim::orgId)
                    .bytes(claim -> HexFormat.of().parseHex(claim.identity()))
                    .query();
            while (rows.next()) {
                admitted.add(
                        new Claim(rows.getObject(1, UUID.class), HexFormat.of().formatHex(rows.getBytes(2))));
            }
        }
        return admitted;
    }
}
