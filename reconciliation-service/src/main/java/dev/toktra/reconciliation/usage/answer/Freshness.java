package dev.toktra.reconciliation.usage.answer;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How current the providers' own counts are: there is no connection to a provider yet, and so no count of theirs. */
public final class Freshness {

    private Freshness() {}

    /** The members of a JSON object for each provider. */
    public static List<Map<String, @Nullable Object>> of(Collection<String> providers) {
        return providers.stream().sorted().map(Freshness::unconnected).toList();
    }

    private static Map<String, @Nullable Object> unconnected(String provider) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("provider", provider);
        members.put("connection_id", null);
        members.put("state", "not_connected");
        members.put("last_success_at", null);
        members.put("settled_through", null);
        return members;
    }
}
