package dev.toktra.scoring.nights;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.toktra.scoring.directory.Organisation;
import java.sql.Array;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Opens runs that are due; two replicas that find the same one open it once. Blocks. */
final class DueStore {

    private static final Logger LOG = Logger.getLogger(DueStore.class);

    private static final String STANDINGS = """
            select o.org_id, o.privacy,
                array(select z.valid_from from organisation_zone z where z.org_id = o.org_id order by z.place) as days,
                array(select z.zone from organisation_zone z where z.org_id = o.org_id order by z.place) as zones,
                (select max(r.day) from night_run r where r.org_id = o.org_id and r.kind = 'nightly') as nightly,
                l.day, l.facts, l.finished_at
            from organisation o
            left join lateral (
                select r.day, r.facts, r.finished_at from night_run r
                where r.org_id = o.org_id and r.state in ('finished', 'failed')
                order by r.queued_at desc limit 1) l on true
            where not exists (
                select from night_run r where r.org_id = o.org_id and r.state in ('queued', 'running'))
            order by o.org_id""";

    private static final String HAS_FACTS = "select exists (select from daily_fact where org_id = ? and day <= ?)";

    /** As many days as anything looks back; a row that is settled counts twice, for it tells more. */
    static final String FACTS =
            "select count(*) + count(rec_input) from daily_fact where org_id = ? and day between ?::date - 120 and ?";

    private static final String OPEN = """
            insert into night_run (run_id, org_id, day, zone, kind, state, queued_at)
            values (?, ?, ?, ?, ?, 'queued', ?) on conflict do nothing""";

    private final DataSource worker;
    private final Nightfall nightfall;
    private final CatchUp catchUp;

    DueStore(DataSource worker, Nightfall nightfall, CatchUp catchUp) {
        this.worker = worker;
        this.nightfall = nightfall;
        this.catchUp = catchUp;
    }

    /** What is known of an organisation without an open run; the last run is null where there was none. */
    private record Standing(
            Organisation organisation,
            @Nullable LocalDate nightly,
            @Nullable LastRun last) {}

    /** How many runs were opened; an organisation whose zone nobody knows stops no other. */
    int open(Instant now) throws SQLException {
        int opened = 0;
        try (Connection connection = worker.getConnection()) {
            for (Standing standing : standings(connection)) {
                Kind kind = due(connection, standing, now);
                opened += kind == null ? 0 : open(connection, standing.organisation(), kind, now);
            }
        }
        return opened;
    }

    private @Nullable Kind due(Connection connection, Standing standing, Instant now) throws SQLException {
        UUID org = standing.organisation().org();
        LocalDate day = nightfall.lastDay(standing.organisation(), now);
        if (standing.nightly() == null || standing.nightly().isBefore(day)) {
            return hasFacts(connection, org, day) ? Kind.NIGHTLY : null;
        }
        LastRun last = standing.last();
        boolean grown = last != null
                && catchUp.isTimeToLook(org, last, now)
                && catchUp.isWorthwhile(last, facts(connection, org, last.day()));
        return grown ? Kind.CATCH_UP : null;
    }

    private int open(Connection connection, Organisation organisation, Kind kind, Instant now) throws SQLException {
        LocalDate day = nightfall.lastDay(organisation, now);
        try (PreparedStatement statement = connection.prepareStatement(OPEN)) {
            statement.setObject(1, UuidCreator.getTimeOrderedEpoch());
            statement.setObject(2, organisation.org());
            statement.setObject(3, day);
            statement.setString(4, organisation.zoneOn(day.plusDays(1)).getId());
            statement.setString(5, kind.word());
            statement.setObject(6, now.atOffset(ZoneOffset.UTC));
            return statement.executeUpdate();
        }
    }

    private static boolean hasFacts(Connection connection, UUID org, LocalDate day) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HAS_FACTS)) {
            statement.setObject(1, org);
            statement.setObject(2, day);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** How many rows of facts a night could look at. */
    static long facts(Connection connection, UUID org, LocalDate day) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FACTS)) {
            statement.setObject(1, org);
            statement.setObject(2, day);
            statement.setObject(3, day);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static List<Standing> standings(Connection connection) throws SQLException {
        List<Standing> standings = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(STANDINGS);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                UUID org = rows.getObject("org_id", UUID.class);
                try {
                    standings.add(standing(org, rows));
                } catch (DateTimeException | IllegalArgumentException e) {
                    LOG.errorf(e, "Organisation %s has no nights: its time zone is unknown here. Change it.", org);
                }
            }
        }
        return standings;
    }

    private static Standing standing(UUID org, ResultSet row) throws SQLException {
        List<LocalDate> days = Arrays.stream((Date[]) array(row, "days"))
                .map(Date::toLocalDate)
                .toList();
        List<String> zones = List.of((String[]) array(row, "zones"));
        OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
        return new Standing(
                Organisation.of(org, row.getString("privacy"), days, zones),
                row.getObject("nightly", LocalDate.class),
                finished == null
                        ? null
                        : new LastRun(
                                row.getObject("day", LocalDate.class), row.getLong("facts"), finished.toInstant()));
    }

    private static Object array(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array.getArray();
    }
}
