package dev.toktra.ingest.batch;

/** Why a single event is refused, while the rest of its batch is taken; {@code docs/reference/rejections.md} lists them. */
public enum RejectionCode {
    MISSING_FIELD("missing-field", "A required field is absent or null."),
    BAD_TYPE("bad-type", "A field, or the event itself, is of another JSON type than it must be."),
    BAD_VALUE("bad-value", "A field's value is outside of what it may be."),
    TOO_LONG("too-long", "A text is longer than its field takes."),
    NEGATIVE_TOKENS("negative-tokens", "A token bucket is below zero."),
    TOO_MANY_TOKENS("too-many-tokens", "A token bucket holds more than one call can have used."),
    REASONING_EXCEEDS_OUTPUT(
            "reasoning-exceeds-output", "Reasoning tokens are a part of output tokens and cannot exceed them."),
    BAD_LOST_RANGE("bad-lost-range", "A tombstone does not name a range of numbers below its own."),
    TOO_OLD("too-old", "The call happened before the first day that can still be counted."),
    IN_FUTURE("in-future", "The call happens later than now, by more than clocks may differ.");

    private final String code;
    private final String sentence;

    RejectionCode(String code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    /** As it is written in answers and records. */
    public String code() {
        return code;
    }

    /** What it means. */
    public String sentence() {
        return sentence;
    }
}
