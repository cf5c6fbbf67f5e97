package dev.toktra.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A refusal or failure that its caller is told as a problem document; everything in it is public. */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String slug;
    private final String title;
    private final transient List<FieldError> errors;
    private final transient Map<String, String> headers;

    /**
     * A problem of a type of its own.
     *
     * @param slug the last part of the type's address, {@code organisation-not-yet-known}
     * @param title the type in a few words, always the same
     * @param detail this occurrence as a sentence; never content of the request, a class name or a path of the server
     */
    public Problem(int status, String slug, String title, String detail) {
        this(new Type(status, slug, title), detail, List.of(), Map.of());
    }

    private Problem(Type type, String detail, List<FieldError> errors, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = type.status();
        this.slug = type.slug();
        this.title = type.title();
        this.errors = List.copyOf(errors);
        this.headers = Map.copyOf(headers);
    }

    private record Type(int status, String slug, String title) {}

    /** A problem that its status says all about: type, title and short code follow from it. */
    public static Problem ofStatus(int status, String detail) {
        StatusWords words = StatusWords.of(status);
        return new Problem(status, words.slug(), words.title(), detail);
    }

    /** 400, with what is wrong where. */
    public static Problem badRequest(String detail, FieldError... errors) {
        return ofStatus(400, detail).with(errors);
    }

    /** 401: no valid proof of who calls. */
    public static Problem unauthorized(String detail) {
        return ofStatus(401, detail);
    }

    /** 403: the caller is known and may not. */
    public static Problem forbidden(String detail) {
        return ofStatus(403, detail);
    }

    /** 404; also for what belongs to another organisation. */
    public static Problem notFound(String detail) {
        return ofStatus(404, detail);
    }

    /** 409: the state of the thing does not allow this. */
    public static Problem conflict(String detail) {
        return ofStatus(409, detail);
    }

    /** 422: well-formed, but not possible; with what is wrong where. */
    public static Problem unprocessable(String detail, FieldError... errors) {
        return ofStatus(422, detail).with(errors);
    }

    /** 503 with {@code Retry-After}, rounded up to whole seconds. */
    public static Problem unavailable(String slug, String detail, Duration retryAfter) {
        return new Problem(503, slug, StatusWords.UNAVAILABLE.title(), detail).retryAfter(retryAfter);
    }

    /** The same problem with what is wrong where. */
    public Problem with(FieldError... more) {
        return with(List.of(more));
    }

    /** The same problem with what is wrong where. */
    public Problem with(List<FieldError> more) {
        return new Problem(type(), detail(), more, headers);
    }

    /** The same problem with a header on its answer. */
    public Problem withHeader(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Problem(type(), detail(), errors, all);
    }

    /** The same problem with {@code Retry-After}, rounded up to whole seconds, at least one. */
    public Problem retryAfter(Duration wait) {
        long seconds = Math.max(1, (wait.toMillis() + 999) / 1000);
        return withHeader("Retry-After", Long.toString(seconds));
    }

    private Type type() {
        return new Type(status, slug, title);
    }

    public int status() {
        return status;
    }

    public String slug() {
        return slug;
    }

    public String title() {
        return title;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<FieldError> errors() {
        return errors;
    }

    public Map<String, String> headers() {
        return headers;
    }

    /**
     * The document.
     *
     * @param instance the path of the request, or a {@code urn:uuid:} that the log holds too
     */
    public ProblemBody body(String instance) {
        String error = StatusWords.of(status).error();
        return new ProblemBody(ProblemBody.TYPES + slug, title, status, detail(), instance, error, errors);
    }
}
