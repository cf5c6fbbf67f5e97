package dev.toktra.problem;

import java.util.Arrays;

/** The words that go with a status: the short code of the {@code error} member, slug and title. */
enum StatusWords {
    BAD_REQUEST(400, "bad_request", "Bad request"),
    UNAUTHORIZED(401, "unauthorized", "Not signed in"),
    FORBIDDEN(403, "forbidden", "Not allowed"),
    NOT_FOUND(404, "not_found", "Not found"),
    METHOD_NOT_ALLOWED(405, "method_not_allowed", "Method not allowed"),
    NOT_ACCEPTABLE(406, "not_acceptable", "No such representation"),
    REQUEST_TIMEOUT(408, "request_timeout", "The request took too long"),
    CONFLICT(409, "conflict", "Conflict"),
    GONE(410, "gone", "Gone"),
    PRECONDITION_FAILED(412, "precondition_failed", "Precondition failed"),
    PAYLOAD_TOO_LARGE(413, "payload_too_large", "Body too large"),
    URI_TOO_LONG(414, "uri_too_long", "Address too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "unsupported_media_type", "Unsupported media type"),
    UNPROCESSABLE(422, "unprocessable", "Not processable"),
    PRECONDITION_REQUIRED(428, "precondition_required", "Precondition required"),
    RATE_LIMITED(429, "rate_limited", "Too many requests"),
    HEADERS_TOO_LARGE(431, "headers_too_large", "Headers too large"),
    INTERNAL(500, "internal", "Internal error"),
    NOT_IMPLEMENTED(501, "not_implemented", "Not implemented"),
    BAD_GATEWAY(502, "bad_gateway", "Bad gateway"),
    UNAVAILABLE(503, "unavailable", "Not available now"),
    GATEWAY_TIMEOUT(504, "gateway_timeout", "No answer in time");

    private final int status;
    private final String error;
    private final String title;

    StatusWords(int status, String error, String title) {
        this.status = status;
        this.error = error;
        this.title = title;
    }

    /** The words of a status; an uncommon one borrows those of its class. */
    static StatusWords of(int status) {
        return Arrays.stream(values())
                .filter(words -> words.status == status)
                .findFirst()
                .orElse(status >= 500 ? INTERNAL : BAD_REQUEST);
    }

    int status() {
        return status;
    }

    String error() {
        return error;
    }

    String slug() {
        return error.replace('_', '-');
    }

    String title() {
        return title;
    }
}
