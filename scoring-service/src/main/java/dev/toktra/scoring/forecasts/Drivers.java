package dev.toktra.scoring.forecasts;

/**
 * Why usage changed: active people times tokens per active person, the last 30 days against the 30 before.
 *
 * @param people who used anything in the last 30 days
 * @param peopleBefore in the 30 days before
 * @param perPerson tokens per active person of the last 30 days; NaN without people
 * @param perPersonBefore of the 30 days before; NaN without people
 */
public record Drivers(long people, long peopleBefore, double perPerson, double perPersonBefore) {

    static Drivers of(History history, Active active) {
        return new Drivers(
                active.now(),
                active.before(),
                share(history.total(30, 0), active.now()),
                share(history.total(30, 30), active.before()));
    }

    /**
     * How much of the growth's logarithm more people explain; what is left is more tokens per person. NaN where either month
     * had nobody or nothing, or nothing changed.
     */
    double byPeople() {
        double ofPeople = Math.log((double) people / peopleBefore);
        double ofTokens = Math.log(perPerson / perPersonBefore);
        double whole = ofPeople + ofTokens;
        return Double.isFinite(whole) && Math.abs(whole) > 1e-9 ? ofPeople / whole : Double.NaN;
    }

    private static double share(double tokens, long people) {
        return people == 0 ? Double.NaN : tokens / people;
    }

    /** People with usage in the last 30 days, and in the 30 before. */
    public record Active(long now, long before) {

        static final Active NOBODY = new Active(0, 0);
    }
}
