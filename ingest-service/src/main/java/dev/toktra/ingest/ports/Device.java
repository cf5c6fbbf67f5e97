package dev.toktra.ingest.ports;

import java.time.Instant;
import java.util.UUID;

/**
 * The sender of a request, by its certificate.
 *
 * @param certificateExpiresAt when the certificate ends that it shows
 */
public record Device(UUID orgId, UUID deviceId, Instant certificateExpiresAt) {}
