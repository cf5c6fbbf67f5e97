package dev.toktra.benchmarks.forecasts;

/** What is asked cannot be measured; the message says why, in words for whoever asked. */
final class BadSeriesException extends Exception {

    private static final long serialVersionUID = 1;

    BadSeriesException(String message) {
        super(message);
    }
}
