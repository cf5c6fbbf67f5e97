package dev.toktra.gateway.conventions;

/**
 * What a deed made.
 *
 * @param location where it can be read
 * @param body how it is shown to who made it
 * @param replay how it is shown to who repeats the request: as the body, but without secrets
 */
public record Made(String location, Object body, Object replay) {

    /** Something without secrets. */
    public static Made of(String location, Object body) {
        return new Made(location, body, body);
    }
}
