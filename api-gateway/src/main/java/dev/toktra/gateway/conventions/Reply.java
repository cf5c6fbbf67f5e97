package dev.toktra.gateway.conventions;

/**
 * An answer to a deed, now or again.
 *
 * @param json its body
 */
public record Reply(int status, String location, String json) {}
