package dev.toktra.reconciliation.usage.answer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How current a provider's own counts are.
 *
 * @param connectionId null where it is not connected
 * @param state fresh, stale, missing where it was never read, not_connected
 * @param lastSuccessAt when it was last read
 * @param settledThrough its usage before is complete and no longer expected to change
 */
public record Freshness(
        String provider,
        @Nullable UUID connectionId,
        String state,
        @Nullable Instant lastSuccessAt,
        @Nullable Instant settledThrough) {

    /** Of all connections, and of providers that were seen and are not connected; by provider. */
    public static List<Freshness> of(Collection<Freshness> connected, Collection<String> seen) {
        TreeSet<String> missing = new TreeSet<>(seen);
        connected.forEach(one -> missing.remove(one.provider()));
        List<Freshness> all = new ArrayList<>(connected);
        missing.forEach(provider -> all.add(new Freshness(provider, null, "not_connected", null, null)));
        all.sort(Comparator.comparing(Freshness::provider)
                .thenComparing(one ->
                        one.connectionId() == null ? "" : one.connectionId().toString()));
        return all;
    }

    /** The members of a JSON object. */
    public Map<String, @Nullable Object> members() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("provider", provider);
        members.put("connection_id", connectionId == null ? null : connectionId.toString());
        members.put("state", state);
        members.put("last_success_at", lastSuccessAt == null ? null : lastSuccessAt.toString());
        members.put("settled_through", settledThrough == null ? null : settledThrough.toString());
        return members;
    }
}
