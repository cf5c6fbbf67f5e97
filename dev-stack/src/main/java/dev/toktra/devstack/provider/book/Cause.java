package dev.toktra.devstack.provider.book;

import org.jspecify.annotations.Nullable;

/** Why devices saw something else: {@code input} and {@code output} are the provider's tokens less the devices'. */
public record Cause(String cause, @Nullable String model, long input, long output, long requests) {}
