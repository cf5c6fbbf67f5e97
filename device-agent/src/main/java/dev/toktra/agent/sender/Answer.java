package dev.toktra.agent.sender;

import org.jspecify.annotations.Nullable;

/** What came of a request: an HTTP answer, or nothing at all. */
public sealed interface Answer {

    /**
     * An HTTP answer.
     *
     * @param retryAfter the header as it came
     */
    record Http(int status, @Nullable String retryAfter, String body) implements Answer {}

    /** No answer: refused, cut, timed out; the events may have arrived or not. */
    record None(String why) implements Answer {}
}
