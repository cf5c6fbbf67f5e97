package dev.toktra.reconciliation.settling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.events.OrganisationState.DatedZone;
import dev.toktra.reconciliation.providers.Counts;
import dev.toktra.reconciliation.settling.SettlingRig.Said;
import dev.toktra.reconciliation.settling.deciding.LocalDays;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever comes together, no token of a provider is lost or made up. */
class SettledTotalsTest {

    private static final List<String> MODELS = List.of("gpt-5", "gpt-5-2025-08-07", "gpt-4o-mini", "o3");

    private static final String CELLS = """
            select count(*) from (
                select c.hour, n.canonical as model, sum(c.input) as input, sum(c.output) as output,
                    case when bool_and(c.requests is not null) then sum(c.requests) end as requests
                from provider_count c
                join model_name n on n.org_id = c.org_id and n.provider = c.provider and n.name = c.model
                where c.org_id = :o and c.width = 'hour' and c.state <> 'retracted' group by 1, 2) p
            full join (%s) s using (hour, model)
            where (coalesce(p.input, 0), coalesce(p.output, 0), coalesce(p.requests, -1))
                is distinct from (coalesce(s.input, 0), coalesce(s.output, 0), coalesce(s.requests, -1))""".replace("c.hour", "c.bucket as hour");

    private static final String SHARES = """
            select hour, model, sum(input) as input, sum(output) as output,
                case when bool_and(requests is not null) then sum(requests) end as requests
            from settled_share where org_id = :o group by 1, 2""";

    private static final String KEPT =
            "select hour, model, input, output, requests from settled_cell where org_id = :o and input + output > 0";

    private static final String DAILY = """
            select count(*) from (
                select day, model, subject, sum(input) as input, sum(output) as output
                from settled_share join settled_hour using (org_id, provider, hour)
                where org_id = :o and state = 'reconciled' group by 1, 2, 3) s
            full join (
                select day, model, subject, sum(input) as input, sum(output) as output
                from settled_daily where org_id = :o group by 1, 2, 3) d using (day, model, subject)
            where (s.input, s.output) is distinct from (d.input, d.output)""";

    @ParameterizedTest(name = "{0}, {1}, then {2}")
    @CsvSource({
        "2026-11-20, Europe/Berlin, ",
        "2026-10-25, Europe/Berlin, ",
        "2026-11-20, Asia/Kolkata, ",
        "2026-11-01, America/St_Johns, ",
        "2026-03-08, America/St_Johns, ",
        "2026-11-20, Asia/Kolkata, America/St_Johns",
        "2026-11-20, America/St_Johns, Europe/Berlin"
    })
    void totalsArePreservedByCellAndByDay(LocalDate day, String zone, @Nullable String next) throws SQLException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (SettlingRig rig = rig(day, zone, next)) {
            totalsArePreserved(rig, day, random, "seed " + seed);
        }
    }

    private static void totalsArePreserved(SettlingRig rig, LocalDate day, Random random, String seed)
            throws SQLException {
        UUID connection = rig.connected(SettlingRig.OPENAI);
        List<UUID> people = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            people.add(rig.person("user-" + i));
        }
        UUID sales = UUID.randomUUID();
        rig.in(people.get(3), sales);
        rig.update("insert into identity_mapping values (gen_random_uuid(), :o, 'openai', 'key', 'k-sales', null, '"
                + sales + "', '2026-01-01', null, 1, now())");
        rig.clock.tick(Duration.between(rig.clock.instant(), at(day).plus(Duration.ofHours(60))));
        for (int round = 0; round < 3; round++) {
            change(rig, connection, people, day, random);
            rig.read(connection, day.toString(), at(day).plus(Duration.ofHours(random.nextInt(50))), end(day));
            rig.settle(day.toString());
            String as = seed + " round " + round;
            assertThat(rig.rows(CELLS.formatted(SHARES))).as(as).containsExactly("0");
            assertThat(rig.rows(CELLS.formatted(KEPT))).as(as).containsExactly("0");
            assertThat(rig.rows(DAILY)).as(as).containsExactly("0");
            assertThat(wronglyCut(rig, day)).as(as).isEmpty();
        }
    }

    private static SettlingRig rig(LocalDate day, String zone, @Nullable String next) throws SQLException {
        DatedZone first = new DatedZone(LocalDate.EPOCH, ZoneId.of(zone));
        return next == null ? new SettlingRig(first) : new SettlingRig(first, new DatedZone(day, ZoneId.of(next)));
    }

    private static Instant at(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Instant end(LocalDate day) {
        return at(day.plusDays(1));
    }

    /** What a poll and devices may bring: figures that come, change and go, events, and another mapping. */
    @SuppressWarnings("checkstyle:ParameterNumber") // where, whose, when
    private static void change(SettlingRig rig, UUID connection, List<UUID> people, LocalDate day, Random random)
            throws SQLException {
        for (int i = 0; i < 12; i++) {
            Instant hour = at(day).plus(Duration.ofHours(random.nextInt(24)));
            int user = random.nextInt(8);
            String model = MODELS.get(random.nextInt(MODELS.size()));
            rig.says(new Said(
                    connection,
                    hour,
                    "hour",
                    model,
                    user < 4 ? "user-" + user : null,
                    user == 6 ? "k-sales" : null,
                    random.nextInt(5) == 0,
                    counts(random)));
            rig.saw(
                    random.nextInt(5) == 0 ? null : people.get(random.nextInt(people.size())),
                    hour.plusSeconds(random.nextInt(3600)),
                    MODELS.get(random.nextInt(MODELS.size())),
                    random.nextInt(2000),
                    random.nextInt(300));
        }
        rig.update("update provider_count set input = input + 13, fresh_input = fresh_input + 13 where org_id = :o"
                + " and key_hash < '50000000-0000-0000-0000-000000000000'");
        rig.update("update provider_count set state = 'retracted' where org_id = :o"
                + " and key_hash > 'e0000000-0000-0000-0000-000000000000'");
        rig.update("update identity_person set user_id = '" + people.get(random.nextInt(4)) + "' where org_id = :o"
                + " and user_id = '" + people.get(random.nextInt(4)) + "'");
    }

    private static Counts counts(Random random) {
        long fresh = random.nextInt(3000);
        long read = random.nextInt(1000);
        return random.nextBoolean()
                ? new Counts(fresh + read, random.nextInt(500), fresh, read, 0L, 0L, (long) random.nextInt(9))
                : Counts.of(fresh, random.nextInt(500), null);
    }

    /** Shares of hours in days of the organisation in which the hours do not lie. */
    private static List<String> wronglyCut(SettlingRig rig, LocalDate day) throws SQLException {
        LocalDays calendar = new LocalDays(rig.organisation);
        List<String> allowed = new ArrayList<>();
        for (Instant hour : rig.unit(day.toString()).hours()) {
            calendar.parts(hour).forEach(part -> allowed.add(hour + " " + part.day()));
        }
        List<String> found =
                rig.rows("select distinct to_char(hour at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), day"
                        + " from settled_share where org_id = :o");
        found.removeAll(allowed);
        return found;
    }
}
