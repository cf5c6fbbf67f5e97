package dev.toktra.scoring.scores;

import dev.toktra.scoring.nights.Night;
import dev.toktra.scoring.nights.NightPart;
import dev.toktra.scoring.scores.ScoreStore.Writing;
import dev.toktra.scoring.scores.efficiency.Assessment;
import dev.toktra.scoring.scores.efficiency.Assessment.Result;
import dev.toktra.scoring.scores.efficiency.Formula;
import dev.toktra.scoring.scores.efficiency.Person;
import dev.toktra.scoring.scores.efficiency.Scoring;
import dev.toktra.scoring.scores.efficiency.Trend;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The efficiency scores of a night, and of nights before it that have none. */
@ApplicationScoped
public class ScoreNight implements NightPart {

    /** Days back that a trend compares with. */
    private static final int BACK = 30;

    /** Days by which the earlier score may lie beside that: a night may have been missed. */
    private static final int TOLERANCE = 3;

    /** Of so many days back each night is wanted: tiers look at nights in a row. */
    private static final int IN_A_ROW = 7;

    private final Formula formula;
    private final ModelClasses classes;
    private final List<Integer> backfill;

    @Inject
    ScoreNight(ScoresConfig config) {
        this(config.formula(), new ModelClasses(config.topModels()), config.backfillDays());
    }

    ScoreNight(Formula formula, ModelClasses classes, List<Integer> backfill) {
        this.formula = formula;
        this.classes = classes;
        this.backfill = backfill.stream().sorted(Comparator.reverseOrder()).toList();
    }

    @Override
    public String name() {
        return "scores";
    }

    @Override
    public int place() {
        return 10;
    }

    @Override
    public List<String> tablesByNight() {
        return List.of("score", "score_basis", "unit_score");
    }

    @Override
    public int compute(Connection connection, Night night) throws SQLException {
        ScoreStore scores = new ScoreStore(connection, night.org());
        scores.forgetTheGone();
        for (int days : backfill) {
            Writing earlier = new Writing(night.day().minusDays(days), true, night.began());
            if (!scores.isCovered(earlier.night(), days < IN_A_ROW ? 0 : TOLERANCE)) {
                backfill(connection, scores, earlier);
            }
        }
        Writing tonight = new Writing(night.day(), false, night.began());
        WindowStore window = window(connection, night.org(), night.day());
        return save(connection, scores, tonight, new Read(window, window.basis(classes)));
    }

    private record Read(WindowStore window, Basis basis) {}

    private void backfill(Connection connection, ScoreStore scores, Writing writing) throws SQLException {
        WindowStore window = window(connection, scores.org(), writing.night());
        Basis basis = window.basis(classes);
        if (basis.rows() > 0 && !scores.isBackfilled(writing.night(), basis.rows())) {
            save(connection, scores, writing, new Read(window, basis));
        }
    }

    private WindowStore window(Connection connection, UUID org, LocalDate night) {
        return new WindowStore(connection, org, night.minusDays(formula.days() - 1L), night);
    }

    private int save(Connection connection, ScoreStore scores, Writing writing, Read read) throws SQLException {
        Map<UUID, BigDecimal> earlier = scores.around(writing.night().minusDays(BACK), TOLERANCE);
        List<Scored> scored = new Scoring(formula, writing.night())
                .assess(read.window().people(read.basis(), formula.units())).stream()
                        .map(assessment -> compared(
                                assessment, earlier.get(assessment.person().user())))
                        .toList();
        scores.save(writing, scored);
        scores.save(writing, read.basis(), formula);
        new UnitScoreStore(connection, scores.org()).save(writing.night(), people(scored));
        if (!writing.backfilled()) {
            new ScoreStateStore(connection, scores.org()).save(writing.night(), scored);
        }
        return scored.size();
    }

    private static List<Person> people(List<Scored> scores) {
        return scores.stream()
                .filter(scored -> scored.assessment().result() != null)
                .map(scored -> scored.assessment().person())
                .toList();
    }

    private Scored compared(Assessment assessment, @Nullable BigDecimal earlier) {
        Result result = assessment.result();
        if (result == null || earlier == null) {
            return new Scored(assessment, null, null);
        }
        BigDecimal change = result.score().subtract(earlier);
        return new Scored(
                assessment,
                change,
                Trend.of(change, result.low(), result.high(), formula.deadBand())
                        .word());
    }
}
