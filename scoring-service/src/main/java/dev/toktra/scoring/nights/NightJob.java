package dev.toktra.scoring.nights;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Computes the nights of all organisations, and throws away what is no longer kept. */
@ApplicationScoped
class NightJob {

    private static final Logger LOG = Logger.getLogger(NightJob.class);

    private final DueStore due;
    private final NightEngine engine;
    private final CleaningStore cleaning;
    private final NightMetrics metrics;
    private final NightsConfig config;
    private final List<NightPart> parts;
    private final Clock clock;
    private final String owner = UUID.randomUUID().toString();

    @SuppressWarnings("checkstyle:ParameterNumber") // wiring only
    NightJob(
            @DataSource("worker") AgroalDataSource worker,
            @All List<NightPart> parts,
            NightsConfig config,
            NightMetrics metrics,
            Clock clock) {
        this.parts = parts;
        this.due = new DueStore(
                worker, new Nightfall(config.at()), new CatchUp(config.catchUpEvery(), config.catchUpShare()));
        this.engine = new NightEngine(
                new RunStore(worker, config.lease(), clock),
                parts,
                new Retries(config.tries(), config.retryFirst(), config.retryMost()),
                metrics);
        this.cleaning = new CleaningStore(worker, clock);
        this.metrics = metrics;
        this.config = config;
        this.clock = clock;
    }

    /** Never fails: an organisation that cannot be computed is told of and left for a while. */
    @Scheduled(every = "${toktra.nights.every:5s}", concurrentExecution = ConcurrentExecution.SKIP)
    void compute() {
        try {
            due.open(clock.instant());
            boolean more = true;
            while (more) {
                more = engine.workOnNext(owner);
            }
            metrics.failing(cleaning.failing());
        } catch (SQLException | RuntimeException e) {
            LOG.error("Nights are not computed; results stay as they were. Check PostgreSQL.", e);
        }
    }

    /** What could not be taken away is taken the next time. */
    @Scheduled(every = "${toktra.nights.clean-every:6h}", concurrentExecution = ConcurrentExecution.SKIP)
    void clean() {
        try {
            List<String> tables = parts.stream()
                    .flatMap(part -> part.tablesByNight().stream())
                    .toList();
            metrics.cleaned(cleaning.runs(config.keepRuns()) + cleaning.results(tables, config.keepResults()));
        } catch (SQLException | RuntimeException e) {
            LOG.warn("Old runs and results stay until the next look; check PostgreSQL if this goes on", e);
        }
    }
}
