package dev.toktra.reconciliation.settling.variance;

import dev.toktra.bulksql.RowsStatement;
import dev.toktra.reconciliation.ledger.LedgerRig;
import dev.toktra.reconciliation.settling.DaySettling;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What was read of a synthetic organisation's provider, and the settling of it. */
final class SyntheticProvider {

    private static final String PEOPLE = """
            with told as (select * from unnest(?::uuid[], ?::uuid[]) k(device_id, user_id)),
            people as (insert into person
                select ?::uuid, user_id, user_id || '@acme.com', 'x', 'member', 'active' from told),
            names as (insert into person_alias
                select ?::uuid, user_id, 'provider_user', user_id::text, date '2020-01-01', null::date from told)
            insert into identity_person (org_id, identity_id, user_id, valid_from)
            select i.org_id, i.identity_id, k.user_id, date '2020-01-01'
            from told k join identity i on i.device_id = k.device_id""";

    private static final String FIGURES = """
            insert into provider_count (connection_id, source, bucket, key_hash, org_id, provider, width, model,
                provider_user, batch, input, output, state, value_hash, run_id, first_seen_at, changed_at)
            select ?::uuid, 'openai_completions', t.hour, md5(t.subject || t.model)::uuid, ?::uuid, 'openai', 'hour',
                t.model || '-2026-03-05', nullif(t.subject, 'nobody'), false, t.input, t.output, 'known',
                gen_random_uuid(), gen_random_uuid(), now(), now()
            from unnest(?::timestamptz[], ?::text[], ?::text[], ?::bigint[], ?::bigint[])
                t(hour, model, subject, input, output)
            on conflict (connection_id, source, bucket, key_hash) do update
                set input = excluded.input, output = excluded.output""";

    private static final String READ = """
            insert into read_day (connection_id, source, day, org_id, provider, read_at, read_until)
            select '%1$s', source, day::date, '%2$s', 'openai', day + interval '30 days', day + interval '1 day'
            from unnest(array['openai_completions', 'openai_embeddings']) source,
                generate_series(timestamptz '%3$s', timestamptz '%4$s', interval '1 day') day""";

    private final LedgerRig rig;
    private final UUID connection = UUID.randomUUID();
    private Instant now = SyntheticOrganisation.FIRST.plus(Duration.ofDays(SyntheticOrganisation.DAYS + 2));

    private record Figure(CellKey cell, String subject, long input, long output) {}

    SyntheticProvider(LedgerRig rig, List<SyntheticOrganisation.Person> people) throws SQLException {
        this.rig = rig;
        try (var statement = rig.connection().createStatement()) {
            statement.executeUpdate("insert into organisation values ('" + rig.org()
                    + "', 1, 'Acme', '[{\"from\":\"1970-01-01\",\"zone\":\"UTC\"}]', 'USD', 'named', 390)");
            statement.executeUpdate("insert into provider_connection (connection_id, org_id, provider, name, settings,"
                    + " state, version, secret_version, secret_hint, created_at, updated_at) values ('" + connection
                    + "', '" + rig.org() + "', 'openai', 'x', '{}', 'paused', 1, 1, '0123', now(), now())");
            Instant last = SyntheticOrganisation.FIRST.plus(Duration.ofDays(SyntheticOrganisation.DAYS - 1));
            statement.executeUpdate(READ.formatted(connection, rig.org(), SyntheticOrganisation.FIRST, last));
        }
        try (var save = new RowsStatement<>(rig.connection(), PEOPLE, people)) {
            save.uuids(SyntheticOrganisation.Person::device)
                    .uuids(SyntheticOrganisation.Person::id)
                    .value(rig.org())
                    .value(rig.org())
                    .update();
        }
    }

    /** Keeps what the provider says of hours, in place of what it said before. */
    void says(Map<CellKey, Map<String, long[]>> counts) throws SQLException {
        List<Figure> figures = new ArrayList<>();
        counts.forEach(
                (cell, all) -> all.forEach((subject, one) -> figures.add(new Figure(cell, subject, one[0], one[1]))));
        try (var save = new RowsStatement<>(rig.connection(), FIGURES, figures)) {
            save.value(connection)
                    .value(rig.org())
                    .instants(one -> one.cell().hour())
                    .texts(one -> one.cell().model())
                    .texts(Figure::subject)
                    .longs(Figure::input)
                    .longs(Figure::output)
                    .update();
        }
    }

    void settle() throws SQLException {
        now = now.plus(Duration.ofHours(1));
        for (int day = 0; day < SyntheticOrganisation.DAYS; day++) {
            LocalDate date = LocalDate.ofInstant(SyntheticOrganisation.FIRST, ZoneOffset.UTC)
                    .plusDays(day);
            DaySettling.settle(rig.org(), date, now);
        }
    }
}
