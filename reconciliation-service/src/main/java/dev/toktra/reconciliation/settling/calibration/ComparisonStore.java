package dev.toktra.reconciliation.settling.calibration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads what can be compared of a provider: hours of people whom the provider names and whose devices told everything. */
final class ComparisonStore {

    /** What devices saw of people, by hour, canonical model and way of counting. */
    private static final String SEEN = """
            select u.hour, coalesce(n.canonical, u.model) as model, p.user_id::text as subject, u.token_source, u.client,
                sum(u.fresh_input + u.cache_read + u.cache_write) as input, sum(u.output) as output,
                sum(u.wasted_fresh_input + u.wasted_cache_read + u.wasted_cache_write) as wasted_input,
                sum(u.wasted_output) as wasted_output, sum(u.failed_requests) as failed, sum(u.retried_requests) as retried
            from usage_hourly u
            join identity_person p on p.org_id = u.org_id and p.identity_id = u.identity_id
                and p.valid_from <= u.day and (p.valid_until is null or u.day < p.valid_until)
            left join model_name n on n.org_id = u.org_id and n.provider = u.provider and n.name = u.model
            where u.org_id = ? and u.provider = ? and u.hour >= ? and u.day >= ?
            group by 1, 2, 3, 4, 5""";

    /**
     * Left out: cells of which more than 5 % is nobody's by name, since a device may have seen that too; hours in which a
     * device named no model; failed calls, and hours where they cannot be told from retries; devices that owe events.
     */
    private static final String COMPARED = """
            with seen as (%s),
            share as (
                select s.hour, s.model, s.subject, sum(s.input) as input, sum(s.output) as output
                from settled_share s
                join settled_hour h on h.org_id = s.org_id and h.provider = s.provider and h.hour = s.hour
                    and h.state = 'reconciled'
                where s.org_id = ? and s.provider = ? and s.hour >= ? and s.attribution in ('exact', 'key_owner')
                group by 1, 2, 3),
            shared as (
                select hour, model from settled_share where org_id = ? and provider = ? and hour >= ?
                group by hour, model
                having sum(input + output) filter (where attribution not in ('exact', 'key_owner'))
                    > 0.05 * sum(input + output)),
            heard as (
                select d.user_id::text as subject, max(s.last_heard_at) as last_heard_at, bool_or(s.highest_seq > s.stored
                    + s.duplicate_identity + s.rejected + s.quarantined + s.lost + s.tombstones) as owes
                from (select distinct p.user_id, i.device_id from identity_person p
                    join identity i on i.org_id = p.org_id and i.identity_id = p.identity_id
                    where p.org_id = ? and (p.valid_until is null or p.valid_until > ?)) d
                join stream_seen s on s.org_id = ? and s.device_id = d.device_id
                group by 1),
            main as (
                select *, sum(input + output) over (partition by hour, model, subject) as of_all,
                    bool_or(model = 'unknown') over (partition by hour, subject) as nameless
                from seen)
            select * from (select m.subject, m.model, m.token_source, m.client,
                s.input as counted_input, s.output as counted_output,
                row_number() over (partition by m.token_source order by m.hour desc, m.subject, m.model) as age,
                (m.input - case when m.failed > 0 then m.wasted_input else 0 end)::bigint as input,
                (m.output - case when m.failed > 0 then m.wasted_output else 0 end)::bigint as output
            from main m
            join share s on s.hour = m.hour and s.model = m.model and s.subject = m.subject
            join heard h on h.subject = m.subject and not h.owes and h.last_heard_at >= m.hour + interval '1 hour'
            where m.input + m.output >= 0.95 * m.of_all and not m.nameless and (m.failed = 0 or m.retried = 0)
                and not exists (select from shared x where x.hour = m.hour and x.model = m.model)) c
            where age <= ? order by age""".formatted(SEEN);

    private static final String COMBINATIONS = """
            select distinct coalesce(n.canonical, u.model) as model, u.token_source, u.client from usage_hourly u
            left join model_name n on n.org_id = u.org_id and n.provider = u.provider and n.name = u.model
            where u.org_id = ? and u.provider = ? and u.day >= ? order by 1, 2, 3""";

    private final Connection connection;
    private final UUID org;
    private final String provider;
    private final Instant since;

    ComparisonStore(Connection connection, UUID org, String provider, Instant since) {
        this.connection = connection;
        this.org = org;
        this.provider = provider;
        this.since = since;
    }

    /**
     * Hours of people, the newest of each way of counting first.
     *
     * @param most of each way of counting
     */
    List<Compared> compared(int most) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COMPARED)) {
            statement.setObject(1, org);
            statement.setString(2, provider);
            statement.setObject(3, since.atOffset(ZoneOffset.UTC));
            statement.setObject(4, day().minusDays(1));
            for (int at = 5; at < 11; at += 3) {
                statement.setObject(at, org);
                statement.setString(at + 1, provider);
                statement.setObject(at + 2, since.atOffset(ZoneOffset.UTC));
            }
            statement.setObject(11, org);
            statement.setObject(12, day());
            statement.setObject(13, org);
            statement.setInt(14, most);
            List<Compared> compared = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    compared.add(compared(row));
                }
            }
            return compared;
        }
    }

    /** Ways of counting with models and programs that devices used. */
    List<Estimator> combinations() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COMBINATIONS)) {
            statement.setObject(1, org);
            statement.setString(2, provider);
            statement.setObject(3, day());
            List<Estimator> combinations = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    combinations.add(estimator(row));
                }
            }
            return combinations;
        }
    }

    private LocalDate day() {
        return LocalDate.ofInstant(since, ZoneOffset.UTC);
    }

    private Compared compared(ResultSet row) throws SQLException {
        return new Compared(
                row.getString("subject"),
                estimator(row),
                Math.max(0, row.getLong("input")),
                row.getLong("counted_input"),
                Math.max(0, row.getLong("output")),
                row.getLong("counted_output"));
    }

    private Estimator estimator(ResultSet row) throws SQLException {
        return new Estimator(provider, row.getString("token_source"), row.getString("model"), row.getString("client"));
    }
}
