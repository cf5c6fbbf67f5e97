package dev.toktra.devstack.process;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Waiting for something that has no other way to tell.
 *
 * @param step how long to wait between two questions
 */
public record Patience(Duration step) {

    private static final Patience USUAL = new Patience(Duration.ofMillis(50));

    public static Patience every(Duration step) {
        return new Patience(step);
    }

    /** Asks 20 times a second; false where it did not come within the time, or the thread was interrupted. */
    public static boolean until(BooleanSupplier condition, Duration atMost) {
        return USUAL.holds(condition, atMost);
    }

    /** Asks at each step; false where it did not come within the time, or the thread was interrupted. */
    public boolean holds(BooleanSupplier condition, Duration within) {
        long end = System.nanoTime() + within.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end || !pause(step)) {
                return false;
            }
        }
        return true;
    }

    /** False where the thread was interrupted meanwhile. */
    public static boolean pause(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
