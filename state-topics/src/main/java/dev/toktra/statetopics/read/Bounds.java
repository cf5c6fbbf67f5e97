package dev.toktra.statetopics.read;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A topic's id and, by partition, where its log begins and ends now. */
record Bounds(UUID topicId, Map<Integer, Long> beginnings, Map<Integer, Long> ends) {

    /**
     * A stored position.
     *
     * @param old whether it was last moved longer ago than the topic keeps word of what was deleted
     */
    record Position(UUID topicId, long nextOffset, boolean old) {}

    /** Why a partition must be read again from its beginning; empty where the position still is one of this log. */
    Optional<String> whyAgain(int partition, Position position) {
        if (!position.topicId().equals(topicId)) {
            return Optional.of("the topic was deleted and made again");
        }
        if (position.nextOffset() < beginning(partition)) {
            return Optional.of("the log begins at %d, behind the position %d"
                    .formatted(beginning(partition), position.nextOffset()));
        }
        if (position.nextOffset() > end(partition)) {
            return Optional.of("the log ends at %d, before the position %d: Kafka has lost records"
                    .formatted(end(partition), position.nextOffset()));
        }
        return position.old() && beginning(partition) < end(partition)
                ? Optional.of("deletions may have come and gone since it was last read")
                : Optional.empty();
    }

    long beginning(int partition) {
        return beginnings.getOrDefault(partition, 0L);
    }

    long end(int partition) {
        return ends.getOrDefault(partition, 0L);
    }
}
