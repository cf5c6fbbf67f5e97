package dev.toktra.agent.sender;

import java.time.Duration;

/**
 * How a sender works.
 *
 * @param limit size of a batch
 * @param linger how long a batch below its size waits for more
 * @param heartbeat silence after which an empty batch says that the device lives
 * @param backoff waits between attempts
 * @param resendShare share of the accepted batches that are sent once more at once, to prove that nothing counts twice
 */
public record SenderSettings(
        BatchLimit limit, Duration linger, Duration heartbeat, Backoff backoff, double resendShare) {

    public static final SenderSettings LIVE =
            new SenderSettings(BatchLimit.LIVE, Duration.ofSeconds(1), Duration.ofSeconds(60), Backoff.DEFAULT, 0);

    public static final SenderSettings BACKFILL =
            new SenderSettings(BatchLimit.BACKFILL, Duration.ZERO, Duration.ofSeconds(60), Backoff.DEFAULT, 0);

    public SenderSettings {
        if (resendShare < 0 || resendShare > 1) {
            throw new IllegalArgumentException("the share to resend is between 0 and 1");
        }
    }

    public SenderSettings withResendShare(double share) {
        return new SenderSettings(limit, linger, heartbeat, backoff, share);
    }
}
