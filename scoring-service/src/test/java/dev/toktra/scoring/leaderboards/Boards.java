package dev.toktra.scoring.leaderboards;

import dev.toktra.bulksql.JdbcTransaction;
import dev.toktra.scoring.Company;
import dev.toktra.scoring.TestSchema;
import dev.toktra.scoring.nights.Night;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A company with departments in a tree, whose people have scores, and its leaderboards. */
final class Boards {

    /** A Sunday. */
    static final LocalDate NIGHT = LocalDate.of(2026, 6, 14);

    static final LocalDate WINDOW = LocalDate.of(2026, 6, 8);

    private final LeaderboardJob job = new LeaderboardJob(new LeaderboardsConfig() {
        @Override
        public Period keep() {
            return Period.ofMonths(13);
        }

        @Override
        public int comparedWindows() {
            return 5;
        }

        @Override
        public Duration lift() {
            return Duration.ofHours(1);
        }
    });

    final Company company = new Company();
    final UUID org = company.org();
    final UUID research = company.department("Research", null);
    final UUID physics = company.department("Physics", research);
    final UUID sales = company.department("Sales", null);
    final UUID optics = company.team("Optics", physics);
    final UUID lasers = company.team("Lasers", physics);
    final List<UUID> people = new ArrayList<>();

    /** So many people of a name with a number. */
    record Crew(String name, int count) {}

    /** Somebody with a score of the night. */
    UUID scored(String name, UUID department, @Nullable UUID team, double score) {
        UUID person = company.person(name, department, team);
        people.add(person);
        insert(org, person, NIGHT, score, department, team);
        return person;
    }

    /** The score of somebody in a department, of another night. */
    void score(UUID person, LocalDate night, UUID department, double score) {
        insert(org, person, night, score, department, null);
    }

    /** People with scores that go down from one to the next. */
    void scored(Crew crew, UUID department, @Nullable UUID team, double from) {
        for (int number = 0; number < crew.count(); number++) {
            scored(crew.name() + " " + number, department, team, from - number);
        }
    }

    private static void insert(@Nullable Object... values) {
        TestSchema.execute(
                "insert into score (org_id, user_id, night, score, low, high, state, department_id, team_id,"
                        + " active_days, requests, components, formula_version, computed_at) values (?, ?, ?, ?, 0, 100,"
                        + " 'scored', ?, ?, 9, 99, '{}', 1, now())",
                values);
    }

    int publish(LocalDate night) {
        try (Connection worker = TestSchema.worker().getConnection()) {
            Instant began = night.plusDays(1).atTime(2, 0).toInstant(ZoneOffset.UTC);
            return JdbcTransaction.commit(
                    worker, () -> job.compute(worker, new Night(org, night, ZoneOffset.UTC, began)));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
