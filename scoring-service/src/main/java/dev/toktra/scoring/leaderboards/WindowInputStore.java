package dev.toktra.scoring.leaderboards;

import dev.toktra.scoring.directory.Departments;
import dev.toktra.scoring.nights.Night;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what a window is published from, in the transaction that it is given. */
final class WindowInputStore {

    private static final String SCORED = """
        select user_id, department_id, team_id, round(score, 1) as score from score
        where org_id = ? and night = ? and state = 'scored'
        """;

    private static final String FINGERPRINT = """
        select md5(coalesce(string_agg(concat_ws(' ', user_id, department_id, team_id, round(score, 1)), ',' order by user_id), ''))::uuid
        from score where org_id = ? and night = ? and state = 'scored'
        """;

    private static final String UNITS =
            "select unit_id, kind, parent_id from unit where org_id = ? and ?::date is not null";

    private static final String NEWEST = """
        select revision, night, fingerprint from leaderboard_window
        where org_id = ? and window_start = ? order by revision desc limit 1
        """;

    private static final String EARLIER = """
        select window_start, revision, level, subject_id, user_id from leaderboard_place
        where org_id = ? and window_start >= ? order by window_start, revision
        """;

    private static final String PSEUDONYMS = """
        select level, subject_id, user_id, pseudonym from leaderboard_place p
        where org_id = ? and window_start = ? and revision = (
            select max(revision) from leaderboard_window w
            where w.org_id = p.org_id and w.window_start = p.window_start)
        """;

    /** A published window. */
    record Published(int revision, LocalDate night, UUID fingerprint) {}

    private record Edition(LocalDate start, int revision) {}

    private final Connection connection;
    private final Night night;

    WindowInputStore(Connection connection, Night night) {
        this.connection = connection;
        this.night = night;
    }

    Optional<Published> newest(LocalDate start) throws SQLException {
        List<Published> found = new ArrayList<>();
        each(
                NEWEST,
                start,
                row -> found.add(new Published(
                        row.getInt("revision"), row.getObject("night", LocalDate.class), id(row, "fingerprint"))));
        return found.stream().findFirst();
    }

    UUID fingerprint() throws SQLException {
        List<UUID> found = new ArrayList<>();
        each(FINGERPRINT, night.day(), row -> found.add(row.getObject(1, UUID.class)));
        return found.get(0);
    }

    List<Member> scored() throws SQLException {
        List<Member> members = new ArrayList<>();
        each(
                SCORED,
                night.day(),
                row -> members.add(new Member(
                        id(row, "user_id"),
                        row.getObject("department_id", UUID.class),
                        row.getObject("team_id", UUID.class),
                        row.getDouble("score"))));
        return members;
    }

    Departments departments() throws SQLException {
        List<Departments.Unit> units = new ArrayList<>();
        each(
                UNITS,
                night.day(),
                row -> units.add(new Departments.Unit(
                        id(row, "unit_id"),
                        row.getString("kind").equals("team"),
                        row.getObject("parent_id", UUID.class))));
        return new Departments(units);
    }

    /** What all editions of windows since a day showed, the oldest first. */
    List<Shown> earlier(LocalDate since) throws SQLException {
        Map<Edition, Map<Group, Set<UUID>>> editions = new LinkedHashMap<>();
        each(
                EARLIER,
                since,
                row -> editions.computeIfAbsent(
                                new Edition(row.getObject("window_start", LocalDate.class), row.getInt("revision")),
                                edition -> new HashMap<>())
                        .computeIfAbsent(group(row), group -> new HashSet<>())
                        .add(id(row, "user_id")));
        return editions.values().stream().map(Shown::new).toList();
    }

    /** The pseudonyms of a window that is published. */
    Map<Group, Map<UUID, String>> pseudonyms(LocalDate start) throws SQLException {
        Map<Group, Map<UUID, String>> pseudonyms = new HashMap<>();
        each(
                PSEUDONYMS,
                start,
                row -> pseudonyms
                        .computeIfAbsent(group(row), group -> new HashMap<>())
                        .put(id(row, "user_id"), row.getString("pseudonym")));
        return pseudonyms;
    }

    private static Group group(ResultSet row) throws SQLException {
        return new Group(Level.of(row.getString("level")), id(row, "subject_id"));
    }

    private static UUID id(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    /** What is done with a row. */
    @FunctionalInterface
    private interface Reading {

        @Nullable
        Object read(ResultSet row) throws SQLException;
    }

    private void each(String sql, LocalDate day, Reading reading) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, night.org());
            statement.setObject(2, day);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reading.read(rows);
                }
            }
        }
    }
}
