package dev.toktra.scoring.tiers;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** Takes ended overrides away, and writes down that they ended; blocks. */
final class ExpiryStore {

    private static final String EXPIRE = """
            with due as (
                select t.org_id, t.user_id, t.override_tier, t.override_until,
                    (t.override_until at time zone coalesce((
                        select z.zone from organisation_zone z
                        where z.org_id = t.org_id and (z.place = 0 or z.valid_from <= (t.override_until at time zone 'UTC')::date)
                        order by z.place desc limit 1), 'UTC'))::date as day
                from model_tier t where t.override_until <= ? for update skip locked),
            fallen as (
                update model_tier t set tier = t.earned, since = case when t.tier = t.earned then t.since else d.day end,
                    reason = 'The override ended.', override_tier = null, override_reason = null, override_by = null,
                    override_at = null, override_until = null, version = next_version(t.version)
                from due d where d.org_id = t.org_id and d.user_id = t.user_id
                returning t.org_id, t.user_id, t.earned, d.override_tier, d.override_until, d.day),
            told as (
                insert into tier_change (org_id, user_id, at, day, kind, from_tier, to_tier, reason, actor)
                select org_id, user_id, override_until, day, 'override_expired', override_tier, earned, 'The override ended.',
                    'system'
                from fallen),
            audited as (
                insert into audit_act (org_id, act, actor, subject, reason, at)
                select org_id, 'tier.override_expired', 'system', user_id::text, 'The override ended.', override_until from fallen)
            select count(*) from fallen""";

    private final DataSource worker;

    ExpiryStore(DataSource worker) {
        this.worker = worker;
    }

    /** Ends what has ended by now; answers how many there were. */
    int expire(Instant now) throws SQLException {
        try (Connection connection = worker.getConnection();
                PreparedStatement statement = connection.prepareStatement(EXPIRE)) {
            statement.setObject(1, now.atOffset(ZoneOffset.UTC));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
