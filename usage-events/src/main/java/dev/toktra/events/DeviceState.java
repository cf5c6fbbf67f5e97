package dev.toktra.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A device as ingest knows it.
 *
 * @param firstSeenAt its first accepted request
 * @param certificateExpiresAt when the certificate ends that it last presented
 */
public record DeviceState(
        UUID orgId,
        UUID deviceId,
        long version,
        boolean deleted,
        Status status,
        Instant firstSeenAt,
        @Nullable Instant certificateExpiresAt)
        implements State {

    /** Where a device stands in its life. */
    public enum Status {
        PENDING,
        ENROLLED,
        LOCKED,
        REVOKED
    }

    public DeviceState {
        Laws.present(orgId, "org_id");
        Laws.present(deviceId, "device_id");
        Laws.law(version >= 1, "version starts at 1");
        Laws.present(status, "status");
        Laws.present(firstSeenAt, "first_seen_at");
    }

    @Override
    public String key() {
        return orgId + "|" + deviceId;
    }

    @Override
    public DeviceState erased(long lastVersion) {
        return new DeviceState(orgId, deviceId, lastVersion, true, Status.REVOKED, Instant.EPOCH, null);
    }
}
