package dev.toktra.scoring;

import dev.toktra.scoring.Use.Place;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** An organisation of its own in the tests' database, in the zone UTC and called by name, filled by hand or by {@link Habit}s. */
public final class Company {

    private static final LocalDate LONG_AGO = LocalDate.of(2020, 1, 1);
    private static final int AT_ONCE = 1 << 24;

    private final UUID org = UUID.randomUUID();
    private final Map<UUID, Home> homes = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final StringBuilder facts = new StringBuilder();

    private record Home(@Nullable UUID department, @Nullable UUID team) {}

    public Company() {
        TestSchema.execute("insert into organisation values (?, 'Acme', 'USD', 'named')", org);
        TestSchema.execute("insert into organisation_zone values (?, ?, 0, 'UTC')", org, LONG_AGO);
    }

    public UUID org() {
        return org;
    }

    public Company zone(String zone) {
        TestSchema.execute("update organisation_zone set zone = ? where org_id = ?", zone, org);
        return this;
    }

    /** Named, anonymised or teams_only. */
    public Company privacy(String privacy) {
        TestSchema.execute("update organisation set privacy = ? where org_id = ?", privacy, org);
        return this;
    }

    public UUID department(String name, @Nullable UUID parent) {
        return unit("department", name, parent);
    }

    public UUID team(String name, UUID department) {
        return unit("team", name, department);
    }

    private UUID unit(String kind, String name, @Nullable UUID parent) {
        UUID id = UUID.randomUUID();
        TestSchema.execute("insert into unit values (?, ?, ?, ?, ?)", org, id, kind, name, parent);
        return id;
    }

    /** An active member who has always been there and eligible. */
    public UUID person(String name, @Nullable UUID department, @Nullable UUID team) {
        UUID id = UUID.randomUUID();
        TestSchema.execute(
                "insert into person values (?, ?, ?, ?, 'member', 'active')", org, id, id + "@acme.test", name);
        TestSchema.execute("insert into eligibility values (?, ?, 0, ?, null)", org, id, LONG_AGO);
        TestSchema.execute(
                "insert into membership values (?, ?, 0, ?, ?, ?, null)", org, id, department, team, LONG_AGO);
        homes.put(id, new Home(department, team));
        return id;
    }

    /** Belongs elsewhere from a day on; what is used after the call is of the new place. */
    public void moves(UUID person, LocalDate from, @Nullable UUID department, @Nullable UUID team) {
        TestSchema.execute(
                "update membership set valid_until = ? where org_id = ? and user_id = ? and valid_until is null",
                from,
                org,
                person);
        TestSchema.execute(
                "insert into membership select ?, ?, count(*), ?, ?, ?, null from membership where org_id = ? and user_id = ?",
                org,
                person,
                department,
                team,
                from,
                org,
                person);
        homes.put(person, new Home(department, team));
    }

    /** Active, inactive or suspended. */
    public void status(UUID person, String status) {
        TestSchema.execute("update person set status = ? where org_id = ? and user_id = ?", status, org, person);
    }

    /** Eligible in this span only; null: still. */
    public void eligible(UUID person, LocalDate from, @Nullable LocalDate until) {
        TestSchema.execute("delete from eligibility where org_id = ? and user_id = ?", org, person);
        TestSchema.execute("insert into eligibility values (?, ?, 0, ?, ?)", org, person, from, until);
    }

    /** Notes what someone did; it is there after {@link #save}. */
    public void uses(UUID person, LocalDate day, Use use) {
        Home home = Objects.requireNonNull(homes.get(person));
        add(day, person.toString(), person, home, use);
    }

    /** Usage of {@code unknown} or {@code unattributed}. */
    public void nobodyUses(String whose, LocalDate day, Use use) {
        add(day, whose, null, new Home(null, null), use);
    }

    @SuppressWarnings("checkstyle:ParameterNumber") // a row
    private void add(LocalDate day, String user, @Nullable UUID person, Home home, Use use) {
        int number = numbers.merge(user + day, 1, Integer::sum) - 1;
        facts.append(use.line(new Place(org, day, user, number, person, home.department(), home.team())));
        if (facts.length() > AT_ONCE) {
            save();
        }
    }

    /** Writes all that was noted. */
    public Company save() {
        try (Connection connection = TestSchema.worker().getConnection()) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy daily_fact from stdin", new StringReader(facts.toString()));
            facts.setLength(0);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    /** Takes all facts away. */
    public void forget() {
        TestSchema.execute("delete from daily_fact where org_id = ?", org);
        numbers.clear();
    }
}
