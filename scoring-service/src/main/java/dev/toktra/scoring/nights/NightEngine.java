package dev.toktra.scoring.nights;

import dev.toktra.scoring.nights.RunStore.Begun;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Works through a run, part by part. */
final class NightEngine {

    private static final Logger LOG = Logger.getLogger(NightEngine.class);

    private final RunStore runs;
    private final List<NightPart> parts;
    private final Retries retries;
    private final NightMetrics metrics;

    NightEngine(RunStore runs, List<? extends NightPart> parts, Retries retries, NightMetrics metrics) {
        this.runs = runs;
        this.parts = parts.stream()
                .map(part -> (NightPart) part)
                .sorted(Comparator.comparingInt(NightPart::place).thenComparing(NightPart::name))
                .toList();
        this.retries = retries;
        this.metrics = metrics;
    }

    /** Takes the next run and does what there is to do in it; false where there was none. */
    boolean workOnNext(String owner) throws SQLException {
        Optional<Claim> taken = runs.claim(owner, parts);
        if (taken.isEmpty()) {
            return false;
        }
        Claim claim = taken.get();
        boolean goesOn = true;
        Optional<Begun> begun = runs.begin(claim);
        while (goesOn && begun.isPresent()) {
            goesOn = attempt(claim, begun.get());
            begun = goesOn ? runs.begin(claim) : Optional.empty();
        }
        if (goesOn) {
            runs.end(claim);
        }
        return true;
    }

    /** Whether the run goes on now: the part is done, or given up. */
    private boolean attempt(Claim claim, Begun begun) throws SQLException {
        try {
            boolean done = metrics.timed(
                    begun.name(),
                    () -> runs.compute(
                            claim, begun, connection -> part(begun.name()).compute(connection, claim.night())));
            if (!done) {
                LOG.warnf("Run %s was taken over by another replica, which goes on with it.", claim.runId());
            }
            return done;
        } catch (SQLException | RuntimeException failure) {
            return giveUpOrRest(claim, begun, failure);
        }
    }

    private boolean giveUpOrRest(Claim claim, Begun begun, Exception failure) throws SQLException {
        metrics.failed(begun.name());
        boolean last = retries.isLast(begun.attempt());
        Optional<Duration> pause = last ? Optional.empty() : Optional.of(retries.pause(begun.attempt()));
        LOG.errorf(
                failure,
                "Part %s of the night of %s is not computed for organisation %s; its results stay as they were. %s",
                begun.name(),
                claim.night().day(),
                claim.night().org(),
                last
                        ? "It is not tried again this night: tell the developers."
                        : "It is tried again in " + pause.get());
        runs.failed(claim, begun, words(failure), pause);
        return last;
    }

    private NightPart part(String name) {
        return parts.stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("this version has no part " + name));
    }

    private static String words(Exception failure) {
        return failure instanceof SQLException sql
                ? "The database refused a statement (SQLSTATE " + sql.getSQLState() + "); the service's log says which."
                : "The computation failed; the service's log says why.";
    }
}
