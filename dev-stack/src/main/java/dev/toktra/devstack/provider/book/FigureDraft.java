package dev.toktra.devstack.provider.book;

import dev.toktra.devstack.provider.names.Provider;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A figure while it is being described. */
public final class FigureDraft {

    private final Provider provider;
    private final Instant hour;
    private final String model;
    private @Nullable String user;
    private @Nullable String key;
    private @Nullable String project;
    private @Nullable String deployment;
    private @Nullable String tier;
    private boolean batch;
    private Amounts amounts = Amounts.NONE;

    FigureDraft(Provider provider, Instant hour, String model) {
        this.provider = provider;
        this.hour = hour;
        this.model = model;
    }

    public FigureDraft user(@Nullable String id) {
        user = id;
        return this;
    }

    public FigureDraft key(@Nullable String id) {
        key = id;
        return this;
    }

    public FigureDraft project(@Nullable String id) {
        project = id;
        return this;
    }

    public FigureDraft deployment(@Nullable String name) {
        deployment = name;
        return this;
    }

    public FigureDraft tier(@Nullable String name) {
        tier = name;
        return this;
    }

    public FigureDraft batch() {
        batch = true;
        return this;
    }

    public FigureDraft tokens(long fresh, long output) {
        amounts = amounts.plus(new Amounts(fresh, 0, 0, 0, output, 0));
        return this;
    }

    public FigureDraft cached(long read, long written5m, long written1h) {
        amounts = amounts.plus(new Amounts(0, read, written5m, written1h, 0, 0));
        return this;
    }

    public FigureDraft requests(long requests) {
        amounts = amounts.plus(new Amounts(0, 0, 0, 0, 0, requests));
        return this;
    }

    public Figure figure() {
        return new Figure(
                provider,
                hour,
                user,
                key,
                project,
                model,
                deployment,
                tier,
                batch,
                amounts.fresh(),
                amounts.cacheRead(),
                amounts.cacheWrite5m(),
                amounts.cacheWrite1h(),
                amounts.output(),
                amounts.requests());
    }
}
