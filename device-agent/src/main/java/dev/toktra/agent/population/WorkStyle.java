package dev.toktra.agent.population;

/** How somebody works with a model: the habits that scores tell apart. */
enum WorkStyle {
    /** Small, well cached contexts, the right model, much that is kept. */
    CRAFTSMAN(12, 1.0, new Traits(0.82, 0.012, 0.62, 0.35, 0.8, 0.40)),
    /** Works with a model all day, and most of it is kept. */
    BUILDER(6, 2.2, new Traits(0.76, 0.018, 0.80, 0.6, 1.0, 0.35)),
    EVERYDAY(36, 1.0, new Traits(0.60, 0.030, 0.32, 1.0, 1.0, 0.40)),
    /** Asks the strongest model for trifles. */
    TRIFLER(6, 1.2, new Traits(0.40, 0.025, 0.32, 3.5, 1.0, 0.75)),
    /** Sends everything to the strongest model and keeps little. */
    FIREHOSE(8, 1.9, new Traits(0.35, 0.045, 0.12, 2.6, 1.5, 0.40)),
    /** Fails and repeats often. */
    STRUGGLER(12, 0.9, new Traits(0.25, 0.140, 0.10, 1.4, 1.2, 0.40)),
    /** Little, short and careful. */
    CAUTIOUS(12, 0.40, new Traits(0.50, 0.020, 0.38, 0.5, 0.6, 0.45)),
    /** A few questions a month: not enough for a score. */
    OCCASIONAL(4, 0.012, new Traits(0.30, 0.030, 0.15, 1.0, 0.7, 0.40)),
    /** Eligible, with a device, and never there. */
    ABSTAINING(4, 0, new Traits(0, 0, 0, 1.0, 1.0, 0.40)),
    /** A program. */
    AUTOMATION(0, 1.0, new Traits(0.70, 0.020, 0, 1.0, 0.5, 0.40));

    private final double share;
    private final double appetite;
    private final Traits traits;

    WorkStyle(double share, double appetite, Traits traits) {
        this.share = share;
        this.appetite = appetite;
        this.traits = traits;
    }

    /**
     * @param cacheReuse part of the input that is read from the cache, where there is one
     * @param failures share of calls that fail; most are tried again
     * @param outcomes accepted edits a call
     * @param taste weight of the strongest models among those at hand
     * @param size of contexts
     * @param trifles share of calls that are small: short questions with short answers
     */
    record Traits(double cacheReuse, double failures, double outcomes, double taste, double size, double trifles) {}

    /** Weight among people. */
    double share() {
        return share;
    }

    /** Requests compared with the everyday. */
    double appetite() {
        return appetite;
    }

    Traits traits() {
        return traits;
    }
}
