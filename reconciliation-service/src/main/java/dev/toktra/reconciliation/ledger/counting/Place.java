package dev.toktra.reconciliation.ledger.counting;

import java.util.UUID;

/** A partition of one topic; a topic that is deleted and made again has another id. */
public record Place(UUID topicId, int partition) {}
