package dev.toktra.reconciliation.settling.variance;

import java.util.Locale;

/** Why a provider's count is not what devices saw. */
public enum Cause {
    RESTATEMENT(
            "The provider changed its count after the hour was reconciled; as much of the change as devices do not show."),
    FAILED_CALLS("Devices estimated tokens of calls that failed (status 400 and above), which providers do not bill."),
    LATE_EVENTS(
            "The provider counted more for a person whose device was not heard since the hour ended or still owes events."),
    COVERAGE_GAP(
            "The provider counted usage of people and keys without an enrolled device that was heard in the 30 days before,"
                    + " or more than a person's devices can stand for."),
    ESTIMATOR_BIAS("Devices' estimates are off by a factor, which is learnt from calls that both sides counted."),
    BOUNDARY("Calls near a full hour fell into neighbouring hours on the two sides; sums to 0 over a UTC day."),
    TOKEN_CATEGORY("Devices did not see the model's name, the provider did; sums to 0 over a provider's hour."),
    UNEXPLAINED("What no rule above explains, such as single calls that are estimated better or worse than most.");

    private final String rule;

    Cause(String rule) {
        this.rule = rule;
    }

    /** Its name in tables and JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What makes tokens count as this, in words. */
    public String rule() {
        return rule;
    }
}
