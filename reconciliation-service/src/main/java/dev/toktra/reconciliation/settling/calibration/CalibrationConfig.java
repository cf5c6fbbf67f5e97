package dev.toktra.reconciliation.settling.calibration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How devices' estimates are compared with what providers counted. */
@ConfigMapping(prefix = "toktra.calibration")
interface CalibrationConfig {

    /** Between two looks at what is due, {@code off} for none: a first settling is followed by factors within minutes. */
    @WithDefault("1m")
    String every();

    /** Between two comparisons of a provider: an hour brings one more hour of counts. */
    @WithDefault("1h")
    Duration compareEvery();

    /** Between two comparisons of a provider that has too few: its first counts are just being settled. */
    @WithDefault("5m")
    Duration lookEvery();

    /** How long a factor stays as it is: estimates that were shown do not change more than daily. */
    @WithDefault("24h")
    Duration keepFor();

    /** How many days back calls are compared: as long as shares are recomputed. */
    @WithDefault("35")
    int days();

    /** Comparisons below which a way of counting is taken as it is. */
    @WithDefault("20")
    int least();

    /** The most comparisons of a way of counting, the newest: more make nothing surer. */
    @WithDefault("20000")
    int most();

    /** By what part a factor must change for days to be settled anew. */
    @WithDefault("0.005")
    double worthwhile();

    default CalibrationRules rules() {
        return new CalibrationRules(compareEvery(), lookEvery(), keepFor(), days(), least(), most(), worthwhile());
    }
}
