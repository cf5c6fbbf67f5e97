package dev.toktra.reconciliation.providers.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.reconciliation.providers.AccessCheck;
import dev.toktra.reconciliation.providers.Failure;
import dev.toktra.reconciliation.providers.NamesRead;
import dev.toktra.reconciliation.providers.Trouble;
import dev.toktra.reconciliation.providers.WindowRead;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads with all their pages, in bounded time, and with every fault turned into a value. */
@Singleton
public class ReadsClient {

    /** Gives the address of a page; the first one has no cursor, and nothing but the cursor may differ. */
    @FunctionalInterface
    public interface PageQuery {
        URI of(@Nullable String cursor);
    }

    /** Takes what is on a page and gives the cursor of the next one, null after the last. */
    @FunctionalInterface
    public interface PageReader {
        @Nullable
        String read(JsonNode page);
    }

    private final ProviderHttpClient http;
    private final int maxPages;
    private final Duration limit;

    @Inject
    public ReadsClient(ProviderHttpClient http, ProviderCallsConfig config) {
        this.http = http;
        this.maxPages = config.maxPages();
        this.limit = config.readWithin();
    }

    /** All pages of a query in order: their number, or the fault of the first one that cannot be taken. */
    public Uni<Integer> walk(Dialect dialect, PageQuery query, PageReader reader) {
        return Uni.createFrom().deferred(() -> new Walk(http, dialect, query, reader, maxPages).from(null, 0));
    }

    /** The answer to one question. */
    public Uni<JsonNode> one(Dialect dialect, URI uri) {
        return http.get(dialect, uri);
    }

    /** A read of a window, made anew for each subscriber. */
    public <T> Uni<WindowRead<T>> window(Dialect dialect, Supplier<Uni<WindowRead<T>>> read) {
        return ended(dialect, read, WindowRead.Failed::new);
    }

    /** A read of names, made anew for each subscriber. */
    public Uni<NamesRead> names(Dialect dialect, Supplier<Uni<NamesRead>> read) {
        return ended(dialect, read, NamesRead.Failed::new);
    }

    /** Tries the calls that usage needs, one after the other, then those without which only names are missing. */
    public Uni<AccessCheck> test(Dialect dialect, List<Uni<?>> usage, List<Uni<?>> names) {
        Uni<AccessCheck> works = inTurn(names)
                .map(done -> (AccessCheck) new AccessCheck.Works(List.of()))
                .onFailure(ProviderFault.class)
                .recoverWithItem(failure -> new AccessCheck.Works(
                        List.of("Usage can be read, but not all names of people, keys and projects: "
                                + trouble(failure).words())));
        return ended(dialect, () -> inTurn(usage).flatMap(done -> works), AccessCheck.Fails::new);
    }

    private <R> Uni<R> ended(Dialect dialect, Supplier<? extends Uni<? extends R>> read, Function<Trouble, R> failed) {
        return Uni.createFrom()
                .<R>deferred(() -> read.get().map(item -> item))
                .ifNoItem()
                .after(limit)
                .failWith(() -> ProviderFault.of(
                        Failure.UNAVAILABLE, dialect.name() + " did not give everything within " + limit + "."))
                .onFailure(ProviderFault.class)
                .recoverWithItem(failure -> failed.apply(trouble(failure)));
    }

    private static Uni<Boolean> inTurn(List<Uni<?>> calls) {
        Uni<Boolean> all = Uni.createFrom().item(true);
        for (Uni<?> call : calls) {
            all = all.flatMap(before -> call.replaceWith(true));
        }
        return all;
    }

    private static Trouble trouble(Throwable failure) {
        return ((ProviderFault) failure).trouble();
    }
}
