package dev.toktra.scoring.viewing;

/** Whether the figure of a group would tell of single people, in organisations that do not name them. */
public final class Withholding {

    private static final int LEAST = 5;

    private Withholding() {}

    /** A group of 1 to 4, or one that leaves so few of the group around it. */
    public static boolean hides(long group, long around) {
        return isFew(group) || isFew(around - group);
    }

    private static boolean isFew(long people) {
        return people > 0 && people < LEAST;
    }
}
