package dev.toktra.reconciliation.directory;

import dev.toktra.events.UsageBatch;
import dev.toktra.events.UsageEvent;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who made a call, as a device knows it.
 *
 * @param account in lower case; null where the device does not know one
 */
public record IdentityKey(UUID orgId, @Nullable String account, UUID deviceId) {

    public static IdentityKey of(UsageBatch batch, UsageEvent event) {
        String account = event.account();
        return new IdentityKey(
                batch.orgId(), account == null ? null : account.toLowerCase(Locale.ROOT), batch.deviceId());
    }
}
