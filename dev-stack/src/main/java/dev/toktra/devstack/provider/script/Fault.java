package dev.toktra.devstack.provider.script;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A thing that goes wrong with one call. */
public enum Fault {
    /** 401, whatever the key. */
    UNAUTHORIZED(Moment.INSTEAD),
    /** 403: the key is real and lacks the right. */
    FORBIDDEN(Moment.INSTEAD),
    /** The bearer token of this call has expired: it is forgotten, and a new one works. */
    TOKEN_EXPIRED(Moment.INSTEAD),
    /** 429 with {@code Retry-After} in seconds. */
    RATE_LIMITED(Moment.INSTEAD),
    /** 429 without it. */
    RATE_LIMITED_WITHOUT_RETRY_AFTER(Moment.INSTEAD),
    /** 500. */
    SERVER_ERROR(Moment.INSTEAD),
    /** 502 with a page of a proxy. */
    BAD_GATEWAY(Moment.INSTEAD),
    /** 503. */
    UNAVAILABLE(Moment.INSTEAD),
    /** 529. */
    OVERLOADED(Moment.INSTEAD),
    /** 400: the start is too far back. */
    TOO_FAR_BACK(Moment.INSTEAD),
    /** 400: too many dimensions, or one that is not to be had for this time. */
    GROUPING_REFUSED(Moment.INSTEAD),
    /** 400 that says nothing in particular. */
    REFUSED(Moment.INSTEAD),
    /** 200 with a web page. */
    HTML_PAGE(Moment.INSTEAD),
    /** 200 with JSON of another shape. */
    OTHER_ENVELOPE(Moment.INSTEAD),
    /** 302 to another host. */
    REDIRECT(Moment.INSTEAD),
    /** No answer for the rule's seconds, then a closed connection. */
    HANGS(Moment.INSTEAD),
    /** The connection is closed before the answer. */
    CUT_OFF(Moment.INSTEAD),
    /** The answer ends in the middle of its body. */
    TRUNCATED(Moment.SENDING),
    /** The second half of the body comes after the rule's seconds. */
    SLOW_BODY(Moment.SENDING),

    /** There is more, and no cursor to get it with. */
    HAS_MORE_WITHOUT_CURSOR(Moment.AFTERWARDS),
    /** The next cursor is the one that was just used; no effect on a first page. */
    REPEATED_CURSOR(Moment.AFTERWARDS),
    /** After the last page comes an empty one that names a further one, without end. */
    EMPTY_PAGES_AFTER_LAST(Moment.AFTERWARDS),
    /** A further link leads to another host. */
    LINK_ELSEWHERE(Moment.AFTERWARDS),
    /** Nothing matched: an empty page, or {@code {}} of Google. */
    NOTHING(Moment.AFTERWARDS),
    /** The first row is none. */
    MALFORMED_ROW(Moment.AFTERWARDS),
    /** Members that nobody has heard of, in the envelope and in rows. */
    UNKNOWN_MEMBERS(Moment.AFTERWARDS),
    /** Rows have no more than what a provider promises. */
    MISSING_MEMBERS(Moment.AFTERWARDS),
    /** The dimensions of the first row are null. */
    NULL_DIMENSIONS(Moment.AFTERWARDS),
    /** Amounts of money are texts where they usually are numbers. */
    AMOUNT_AS_TEXT(Moment.AFTERWARDS),
    /** Numbers of the first row are doubled in this answer. */
    RESTATED_ROW(Moment.AFTERWARDS),
    /** The first row is missing from this answer. */
    RETRACTED_ROW(Moment.AFTERWARDS),
    /** The last row is missing from this answer. */
    LATE_ROW(Moment.AFTERWARDS),
    /** Azure: the first metric failed within a 200. */
    METRIC_ERROR(Moment.AFTERWARDS),
    /** Azure: the first series has no totals; Google: no start of an interval. */
    NO_TOTALS(Moment.AFTERWARDS),
    /** Google: data are incomplete. */
    EXECUTION_ERRORS(Moment.AFTERWARDS);

    private final Moment moment;

    Fault(Moment moment) {
        this.moment = moment;
    }

    /** When a fault works. */
    public enum Moment {
        INSTEAD,
        AFTERWARDS,
        SENDING
    }

    public Moment moment() {
        return moment;
    }

    @JsonCreator
    public static Fault of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
