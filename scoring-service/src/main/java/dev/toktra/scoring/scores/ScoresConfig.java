package dev.toktra.scoring.scores;

import dev.toktra.scoring.scores.efficiency.Component;
import dev.toktra.scoring.scores.efficiency.Formula;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;

/** What the efficiency score is made of. */
@ConfigMapping(prefix = "toktra.scores")
interface ScoresConfig {

    /** Days that count, the last one included: a month evens out projects and weekends. */
    @WithDefault("30")
    int days();

    /** Active days below which there is no score: fewer are an accident. */
    @WithDefault("5")
    int leastActiveDays();

    /** Requests below which there is no score. */
    @WithDefault("50")
    long leastRequests();

    /** Weight of the productive output: it is what AI is for. */
    @WithDefault("0.40")
    double outputWeight();

    /** Weight of waste: it is what people can stop soonest. */
    @WithDefault("0.25")
    double wasteWeight();

    /** Weight of the reuse of caches: tools do much of it by themselves. */
    @WithDefault("0.15")
    double cacheWeight();

    /** Weight of choosing a model that fits. */
    @WithDefault("0.20")
    double fitWeight();

    /** Active days at which a percentile counts half: it is drawn towards 50 by n ÷ (n + this). */
    @WithDefault("3")
    double shrinkage();

    /** People of a department from which they are compared with each other only. */
    @WithDefault("10")
    int leastPeers();

    /** Months that are drawn from a person's days for the interval: enough for bounds that do not jump. */
    @WithDefault("200")
    int resamples();

    /** Points by which a score must have moved in 30 days to have a trend. */
    @WithDefault("3")
    double deadBand();

    /** Outcome units of an accepted edit. */
    @WithDefault("1")
    double editUnits();

    /** Outcome units of an accepted line: ten are an edit. */
    @WithDefault("0.1")
    double lineUnits();

    /** Outcome units of a commit. */
    @WithDefault("5")
    double commitUnits();

    /** Outcome units of a pull request. */
    @WithDefault("20")
    double pullRequestUnits();

    /** Patterns of top-class models; one with ! takes models out again. */
    @WithDefault(
            "claude-*opus*,claude-fable*,gpt-4.5*,gpt-5*,o1*,o3*,gemini-*-pro*,!*-mini*,!*-nano*,!*-lite*,!*-flash*")
    List<String> topModels();

    /** Days before a night whose scores are computed with it where there are none, so that there are trends at once. */
    @WithDefault("90,75,60,45,30,15,6,5,4,3,2,1")
    List<Integer> backfillDays();

    /** Between two looks for scores that are not published yet, off for none. */
    @WithDefault("5s")
    String publishEvery();

    /** The formula that these settings make. */
    default Formula formula() {
        return new Formula(
                Formula.VERSION,
                days(),
                leastActiveDays(),
                leastRequests(),
                Map.of(
                        Component.PRODUCTIVE_OUTPUT, outputWeight(),
                        Component.WASTE, wasteWeight(),
                        Component.CACHE_REUSE, cacheWeight(),
                        Component.MODEL_FIT, fitWeight()),
                shrinkage(),
                leastPeers(),
                resamples(),
                deadBand(),
                new Formula.Units(editUnits(), lineUnits(), commitUnits(), pullRequestUnits()));
    }
}
