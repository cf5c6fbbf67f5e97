package dev.toktra.reconciliation.settling;

import dev.toktra.bulksql.RowsStatement;
import dev.toktra.reconciliation.settling.deciding.LocalDays;
import dev.toktra.reconciliation.settling.deciding.ProviderDay;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Sums settled hours by the organisation's days, in the transaction that it is given. */
final class DaySumStore {

    private static final String SUMS = """
            with summed as (
                select s.org_id, s.day, s.provider, s.model, s.subject, s.unit_id, s.application, s.attribution, c.state,
                    sum(s.input)::bigint as input, sum(s.output)::bigint as output,
                    case when bool_and(s.fresh_input is not null) then sum(s.fresh_input)::bigint end as fresh_input,
                    case when bool_and(s.cache_read is not null) then sum(s.cache_read)::bigint end as cache_read,
                    case when bool_and(s.cache_write is not null) then sum(s.cache_write)::bigint end as cache_write,
                    case when bool_and(s.requests is not null) then sum(s.requests)::bigint end as requests,
                    sum(s.cost) as cost,
                    coalesce(sum(s.input + s.output) filter (where s.cost is null), 0)::bigint as unpriced
                from settled_share s
                join settled_cell c on c.org_id = s.org_id and c.provider = s.provider and c.hour = s.hour
                    and c.model = s.model
                where s.org_id = ? and s.provider = ? and s.day = any(?::date[])
                    and c.state in ('reconciled', 'restated')
                group by s.org_id, s.day, s.provider, s.model, s.subject, s.unit_id, s.application, s.attribution, c.state),
            gone as (
                delete from settled_daily d
                where d.org_id = ? and d.provider = ? and d.day = any(?::date[]) and not exists (
                    select from summed n
                    where n.day = d.day and n.model = d.model and n.subject = d.subject
                        and n.unit_id is not distinct from d.unit_id and n.application = d.application
                        and n.attribution = d.attribution and n.state = d.state)
                returning d.day),
            written as (
                insert into settled_daily as d (org_id, day, provider, model, subject, unit_id, application, attribution,
                    state, input, output, fresh_input, cache_read, cache_write, requests, cost, unpriced)
                select * from summed
                on conflict (org_id, day, provider, model, subject, unit_id, application, attribution, state) do update
                    set input = excluded.input, output = excluded.output, fresh_input = excluded.fresh_input,
                        cache_read = excluded.cache_read, cache_write = excluded.cache_write,
                        requests = excluded.requests, cost = excluded.cost, unpriced = excluded.unpriced
                    where (d.input, d.output, d.fresh_input, d.cache_read, d.cache_write, d.requests, d.cost, d.unpriced)
                        is distinct from (excluded.input, excluded.output, excluded.fresh_input, excluded.cache_read,
                            excluded.cache_write, excluded.requests, excluded.cost, excluded.unpriced)
                returning d.day)
            select day from gone union select day from written""";

    private static final String RECONCILED = """
            select count(*) from settled_hour
            where org_id = ? and provider = ? and hour = any(?::timestamptz[]) and state = 'reconciled'""";

    private static final String DAY = """
            insert into settled_day as d (org_id, provider, day, whole) values (?, ?, ?, ?)
            on conflict (org_id, provider, day) do update set whole = excluded.whole where d.whole <> excluded.whole""";

    private static final String NO_DAY = "delete from settled_day where org_id = ? and provider = ? and day = ?";

    private static final String FACTS =
            "insert into dirty_fact (org_id, day) select ?, day from unnest(?::date[]) as d(day)";

    private final Connection connection;
    private final ProviderDay unit;
    private final LocalDays calendar;

    DaySumStore(Connection connection, ProviderDay unit, LocalDays calendar) {
        this.connection = connection;
        this.unit = unit;
        this.calendar = calendar;
    }

    /** Sums the organisation's days of the unit anew, and marks the facts of those that are others now. */
    void follow(Collection<Instant> changedHours) throws SQLException {
        Set<LocalDate> changed = days(changedHours);
        Set<LocalDate> days = days(unit.hours());
        changed.addAll(sum(days));
        for (LocalDate day : days) {
            if (cover(day)) {
                changed.add(day);
            }
        }
        if (!changed.isEmpty()) {
            try (RowsStatement<LocalDate> facts = new RowsStatement<>(connection, FACTS, changed)) {
                facts.value(unit.orgId()).dates(day -> day).update();
            }
        }
    }

    private Set<LocalDate> days(Collection<Instant> hours) {
        Set<LocalDate> days = new TreeSet<>();
        hours.forEach(hour -> calendar.parts(hour).forEach(part -> days.add(part.day())));
        return days;
    }

    private Set<LocalDate> sum(Set<LocalDate> days) throws SQLException {
        Set<LocalDate> changed = new TreeSet<>();
        try (RowsStatement<LocalDate> sums = new RowsStatement<>(connection, SUMS, days);
                ResultSet row = sums.value(unit.orgId())
                        .value(unit.provider())
                        .dates(day -> day)
                        .value(unit.orgId())
                        .value(unit.provider())
                        .dates(day -> day)
                        .query()) {
            while (row.next()) {
                changed.add(row.getObject(1, LocalDate.class));
            }
        }
        return changed;
    }

    /** Says whether all hours of a day are reconciled; whether that is another answer than before. */
    private boolean cover(LocalDate day) throws SQLException {
        List<Instant> hours = calendar.hours(day);
        long reconciled = reconciled(hours);
        try (PreparedStatement statement = connection.prepareStatement(reconciled == 0 ? NO_DAY : DAY)) {
            statement.setObject(1, unit.orgId());
            statement.setString(2, unit.provider());
            statement.setObject(3, day);
            if (reconciled > 0) {
                statement.setBoolean(4, reconciled == hours.size());
            }
            return statement.executeUpdate() > 0;
        }
    }

    private long reconciled(List<Instant> hours) throws SQLException {
        try (RowsStatement<Instant> count = new RowsStatement<>(connection, RECONCILED, hours);
                ResultSet row = count.value(unit.orgId())
                        .value(unit.provider())
                        .instants(hour -> hour)
                        .query()) {
            row.next();
            return row.getLong(1);
        }
    }
}
