package dev.toktra.devstack.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for something that has no other way to tell. */
public final class Patience {

    private static final Duration STEP = Duration.ofMillis(50);

    private Patience() {}

    /** Asks again and again; false where it did not come within the time, or the thread was interrupted. */
    public static boolean until(BooleanSupplier condition, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end || !pause(STEP)) {
                return false;
            }
        }
        return true;
    }

    /** False where the thread was interrupted meanwhile. */
    public static boolean pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
