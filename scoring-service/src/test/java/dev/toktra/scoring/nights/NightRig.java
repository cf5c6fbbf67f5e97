package dev.toktra.scoring.nights;

import dev.toktra.scoring.Company;
import dev.toktra.scoring.TestSchema;
import dev.toktra.scoring.TickingClock;
import dev.toktra.scoring.Use;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** An organisation with facts, and the night's engine of one or more replicas on a clock that stands still. */
final class NightRig {

    static final Duration LEASE = Duration.ofMinutes(1);
    static final Retries RETRIES = new Retries(3, Duration.ofMinutes(1), Duration.ofHours(1));

    final Company company = new Company();
    final TickingClock clock;
    final NightMetrics metrics = new NightMetrics(new SimpleMeterRegistry());
    private final List<NightPart> parts = new ArrayList<>();
    private final DueStore due = new DueStore(
            TestSchema.worker(), new Nightfall(LocalTime.of(2, 0)), new CatchUp(Duration.ofMinutes(2), 0.05));

    NightRig(String zone, String now) {
        clock = new TickingClock(Instant.parse(now));
        company.zone(zone);
    }

    UUID org() {
        return company.org();
    }

    /** So many rows of facts on a day. */
    void facts(LocalDate day, int count) {
        UUID person = company.person("Ann", null, null);
        for (int i = 0; i < count; i++) {
            company.uses(person, day, Use.of("openai", "model-" + i));
        }
        company.save();
    }

    /** What a part does for this organisation; for others it does nothing. */
    @FunctionalInterface
    interface Work {

        int compute(Connection connection, Night night) throws SQLException;
    }

    NightRig part(String name, int place, Work work) {
        parts.add(new NightPart() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public int place() {
                return place;
            }

            @Override
            public int compute(Connection connection, Night night) throws SQLException {
                return night.org().equals(org()) ? work.compute(connection, night) : 0;
            }
        });
        return this;
    }

    void open() throws SQLException {
        due.open(clock.instant());
    }

    /** Opens what is due and works until nothing is left. */
    void work() throws SQLException {
        open();
        NightEngine engine = new NightEngine(runs(), parts, RETRIES, metrics);
        boolean more = true;
        while (more) {
            more = engine.workOnNext("one");
        }
    }

    RunStore runs() {
        return new RunStore(TestSchema.worker(), LEASE, clock);
    }

    List<NightPart> parts() {
        return parts;
    }

    List<String> shownRuns() {
        return TestSchema.rows(
                "select day, kind, state from night_run where org_id = ? order by queued_at, run_id", org());
    }

    List<String> shownParts() {
        return TestSchema.rows("""
                select p.name, p.state, p.attempts, p.results from night_part p join night_run r using (run_id)
                where r.org_id = ? order by r.queued_at, r.run_id, p.place""", org());
    }
}
