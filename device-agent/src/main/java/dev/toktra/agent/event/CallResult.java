package dev.toktra.agent.event;

/**
 * How a call went.
 *
 * @param status HTTP status of the provider's answer
 * @param attempt 1 for the first try, above 1 for a retry
 * @param durationMs milliseconds from the request to the end of the answer
 */
public record CallResult(
        int status, int attempt, boolean streaming, long durationMs, long requestBytes, long responseBytes) {

    public CallResult {
        if (status < 100 || status > 599) {
            throw new IllegalArgumentException("status must be 100 to 599");
        }
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt starts at 1");
        }
    }
}
