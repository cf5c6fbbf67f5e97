package dev.toktra.reconciliation.providers.polling;

import dev.toktra.reconciliation.providers.Access;
import dev.toktra.reconciliation.providers.AccessCheck;
import dev.toktra.reconciliation.providers.Counts;
import dev.toktra.reconciliation.providers.Dimensions;
import dev.toktra.reconciliation.providers.Names;
import dev.toktra.reconciliation.providers.NamesRead;
import dev.toktra.reconciliation.providers.Provider;
import dev.toktra.reconciliation.providers.ProviderCount;
import dev.toktra.reconciliation.providers.ProviderUsageClient;
import dev.toktra.reconciliation.providers.Source;
import dev.toktra.reconciliation.providers.Trouble;
import dev.toktra.reconciliation.providers.Width;
import dev.toktra.reconciliation.providers.Window;
import dev.toktra.reconciliation.providers.WindowRead;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A provider that says what a test wants: figures by hour and user, and troubles that come first. */
final class ScriptedUsage implements ProviderUsageClient {

    private final Provider provider;
    private final Map<Instant, Map<String, Long>> hours = new ConcurrentHashMap<>();
    private final Queue<Trouble> troubles = new ConcurrentLinkedQueue<>();
    final List<Window> asked = new CopyOnWriteArrayList<>();
    volatile Names names = Names.NONE;
    volatile int dropped;
    volatile @Nullable Function<Window, Uni<WindowRead<ProviderCount>>> instead;

    ScriptedUsage(Provider provider) {
        this.provider = provider;
    }

    void says(Instant hour, String user, long input) {
        hours.computeIfAbsent(hour, any -> new ConcurrentHashMap<>()).put(user, input);
    }

    void forgets(Instant hour, String user) {
        hours.getOrDefault(hour, Map.of()).remove(user);
    }

    void fails(Trouble trouble) {
        troubles.add(trouble);
    }

    WindowRead<ProviderCount> answer(Window window) {
        Trouble trouble = troubles.poll();
        if (trouble != null) {
            return new WindowRead.Failed<>(trouble);
        }
        List<ProviderCount> rows = new ArrayList<>();
        Map<Instant, Map<String, Long>> sums = new ConcurrentHashMap<>();
        hours.forEach((hour, users) -> users.forEach((user, input) -> {
            if (window.holds(hour)) {
                sums.computeIfAbsent(window.width().floor(hour), any -> new ConcurrentHashMap<>())
                        .merge(user, input, Long::sum);
            }
        }));
        sums.forEach(
                (start, users) -> users.forEach((user, input) -> rows.add(count(start, window.width(), user, input))));
        return new WindowRead.Complete<>(rows, 2, dropped, List.of(), null);
    }

    private static ProviderCount count(Instant start, Width width, String user, long input) {
        Dimensions dimensions = new Dimensions("gpt-5", user, "", null, null, null, null, false);
        return new ProviderCount(start, width, dimensions, Counts.of(input, input / 2, 1L));
    }

    @Override
    public Provider provider() {
        return provider;
    }

    @Override
    public Uni<WindowRead<ProviderCount>> counts(Access access, Source source, Window window) {
        if (source == Source.OPENAI_EMBEDDINGS) {
            return Uni.createFrom().item(new WindowRead.Complete<>(List.of(), 1, 0, List.of(), null));
        }
        asked.add(window);
        Function<Window, Uni<WindowRead<ProviderCount>>> other = instead;
        return other == null ? Uni.createFrom().item(() -> answer(window)) : other.apply(window);
    }

    @Override
    public Uni<NamesRead> names(Access access) {
        return Uni.createFrom().item(new NamesRead.Complete(names, List.of()));
    }

    @Override
    public Uni<AccessCheck> test(Access access) {
        return Uni.createFrom().item(new AccessCheck.Works(List.of()));
    }
}
