package dev.toktra.ingest.batch;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a batch comes from and when: the certificate's word and the service's clock, never the body's.
 *
 * @param client name and version of the sending program, as it calls itself
 * @param rawRetentionDays how long the organisation keeps single events
 */
public record Origin(
        UUID orgId,
        UUID deviceId,
        Instant receivedAt,
        @Nullable String client,
        int rawRetentionDays) {}
