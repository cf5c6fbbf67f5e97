package dev.toktra.problem;

/**
 * One thing that is wrong with a request.
 *
 * @param pointer where: a JSON pointer into the body ({@code /events/3/model}), {@code ?name} for a query parameter, or
 *     {@code header:name}
 * @param detail what, as a sentence for the caller
 */
public record FieldError(String pointer, String detail) {

    /** What is wrong with a query parameter. */
    public static FieldError query(String name, String detail) {
        return new FieldError("?" + name, detail);
    }

    /** What is wrong with a header. */
    public static FieldError header(String name, String detail) {
        return new FieldError("header:" + name, detail);
    }
}
