package dev.toktra.reconciliation.usage;

import dev.toktra.reconciliation.asking.view.Refusal;
import io.smallrye.mutiny.Multi;
import java.util.concurrent.Semaphore;

/** Bounds how many lists are streamed at a time, so that slow readers never take all connections. */
final class CsvSlots {

    private final Semaphore free;

    CsvSlots(int count) {
        free = new Semaphore(count);
    }

    /** The stream, if there is a slot for it until it ends, fails or is cut off; else a refusal. */
    <T> Multi<T> taking(Multi<T> stream) {
        return Multi.createFrom()
                .deferred(() -> free.tryAcquire()
                        ? stream.onTermination().invoke(free::release)
                        : Multi.createFrom().failure(new Refusal.Busy()));
    }
}
