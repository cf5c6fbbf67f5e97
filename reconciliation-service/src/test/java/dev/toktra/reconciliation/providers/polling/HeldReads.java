package dev.toktra.reconciliation.providers.polling;

import dev.toktra.reconciliation.providers.Access;
import dev.toktra.reconciliation.providers.AccessCheck;
import dev.toktra.reconciliation.providers.NamesRead;
import dev.toktra.reconciliation.providers.Provider;
import dev.toktra.reconciliation.providers.ProviderCount;
import dev.toktra.reconciliation.providers.ProviderUsageClient;
import dev.toktra.reconciliation.providers.Source;
import dev.toktra.reconciliation.providers.Window;
import dev.toktra.reconciliation.providers.WindowRead;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A client whose answers can be held back, as in a process that stands still. */
final class HeldReads implements ProviderUsageClient {

    private final ProviderUsageClient client;
    private final AtomicReference<@Nullable Runnable> held = new AtomicReference<>();
    private volatile boolean holds;

    HeldReads(ProviderUsageClient client) {
        this.client = client;
    }

    /** From now on what the provider answers is kept back, or not. */
    void hold(boolean all) {
        holds = all;
        held.set(null);
    }

    boolean isHolding() {
        return held.get() != null;
    }

    void release() {
        Runnable answer = held.getAndSet(null);
        if (answer != null) {
            answer.run();
        }
    }

    @Override
    public Provider provider() {
        return client.provider();
    }

    @Override
    public Uni<WindowRead<ProviderCount>> counts(Access access, Source source, Window window) {
        Uni<WindowRead<ProviderCount>> read = client.counts(access, source, window);
        return holds
                ? read.flatMap(answer -> Uni.createFrom().emitter(emitter -> held.set(() -> emitter.complete(answer))))
                : read;
    }

    @Override
    public Uni<NamesRead> names(Access access) {
        return client.names(access);
    }

    @Override
    public Uni<AccessCheck> test(Access access) {
        return client.test(access);
    }
}
