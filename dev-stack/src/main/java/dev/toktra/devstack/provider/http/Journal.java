package dev.toktra.devstack.provider.http;

import dev.toktra.devstack.provider.names.Provider;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest calls, oldest first. */
public final class Journal {

    private static final int KEPT = 20_000;

    private final Deque<CallRecord> calls = new ArrayDeque<>();
    private long numbers;

    synchronized long next() {
        return ++numbers;
    }

    synchronized void add(CallRecord call) {
        calls.addLast(call);
        if (calls.size() > KEPT) {
            calls.removeFirst();
        }
    }

    public synchronized List<CallRecord> all() {
        return List.copyOf(calls);
    }

    public List<CallRecord> of(Provider provider, String endpoint) {
        return all().stream()
                .filter(call -> call.provider() == provider && call.endpoint().equals(endpoint))
                .toList();
    }

    public synchronized void clear() {
        calls.clear();
    }
}
