package dev.toktra.agent.population;

/**
 * How use develops over the 90 days before the day of the story; afterwards it stays where it came to. The shapes are
 * made so that each trend class of a forecast can be met.
 */
enum Trend {
    /** The same slight growth all the time. */
    STEADY {
        @Override
        double shape(double time) {
            return 0.88 + 0.24 * time;
        }
    },
    /** Flat at first, then ever steeper. */
    ACCELERATING {
        @Override
        double shape(double time) {
            return time < 0.62 ? 0.75 : 0.75 + 3.4 * (time - 0.62);
        }
    },
    /** Fast growth that levels off. */
    DECELERATING {
        @Override
        double shape(double time) {
            return time < 0.62 ? 0.30 + 1.5 * time : 1.23 + 0.10 * (time - 0.62);
        }
    },
    /** Falls for the last seven weeks. */
    DECLINING {
        @Override
        double shape(double time) {
            return time < 0.45 ? 1.30 : 1.30 - 1.45 * (time - 0.45);
        }
    };

    /** @param time 0 at the beginning of the 90 days, 1 at their end */
    abstract double shape(double time);

    /** The factor on a day. */
    double factor(long daysBeforeStory) {
        return shape(Math.max(0, Math.min(1, 1 - daysBeforeStory / 90.0)));
    }
}
