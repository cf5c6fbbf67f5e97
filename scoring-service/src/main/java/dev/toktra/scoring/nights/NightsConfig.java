package dev.toktra.scoring.nights;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.LocalTime;

/** When results are computed, and how long they are kept. */
@ConfigMapping(prefix = "toktra.nights")
interface NightsConfig {

    /** Between two looks for what is due, off for none: who asks on demand does not wait long. */
    @WithDefault("5s")
    String every();

    /** When a night begins in the organisation's zone: most of the day before has arrived by then. */
    @WithDefault("02:00")
    LocalTime at();

    /** How long a replica holds a run between two parts, and so how long one that died is waited for. */
    @WithDefault("1m")
    Duration lease();

    /** How often a part is tried before the run goes on without it: by then the next night is near enough. */
    @WithDefault("5")
    int tries();

    /** The wait after a first failure; doubled with each further one. */
    @WithDefault("1m")
    Duration retryFirst();

    /** The longest wait after failures. */
    @WithDefault("1h")
    Duration retryMost();

    /** The least time between a run and another one because facts of its days arrived later. */
    @WithDefault("2m")
    Duration catchUpEvery();

    /** By what part the number of facts must change for that: restatements of a few rows wait for the next night. */
    @WithDefault("0.05")
    double catchUpShare();

    /** How long runs are kept. */
    @WithDefault("35d")
    Duration keepRuns();

    /** How long results are kept: 13 months, as usage is. */
    @WithDefault("396d")
    Duration keepResults();

    /** Between two looks for what is older, off for none. */
    @WithDefault("6h")
    String cleanEvery();
}
