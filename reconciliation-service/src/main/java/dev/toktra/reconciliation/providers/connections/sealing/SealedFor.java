package dev.toktra.reconciliation.providers.connections.sealing;

import dev.toktra.reconciliation.providers.Provider;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What a sealed secret belongs to: it opens as the secret of nothing else, so that swapped rows are of no use. */
public record SealedFor(UUID orgId, Provider provider, UUID connectionId, long version) {

    byte[] bytes() {
        String text = String.join("|", orgId.toString(), provider.word(), connectionId.toString(), "" + version);
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
