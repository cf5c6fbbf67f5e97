package dev.toktra.reconciliation.ledger;

import dev.toktra.reconciliation.ledger.counting.Place;
import dev.toktra.reconciliation.ledger.store.GapStore;
import dev.toktra.reconciliation.ledger.store.PositionStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** The partitions that this loop has now. What it loses is forgotten: whoever gets it reads from the ledger's position. */
final class Tracks implements ConsumerRebalanceListener {

    private static final Logger LOG = Logger.getLogger(Tracks.class);

    private final UUID topicId;
    private final Consumer<String, Decoded> consumer;
    private final Clock clock;
    private final Map<TopicPartition, Track> tracks = new LinkedHashMap<>();

    /**
     * @param topicId the one topic whose positions these are, whatever its name
     */
    Tracks(UUID topicId, Consumer<String, Decoded> consumer, Clock clock) {
        this.topicId = topicId;
        this.consumer = consumer;
        this.clock = clock;
    }

    UUID topicId() {
        return topicId;
    }

    Collection<Track> all() {
        return tracks.values();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        // Until their positions are read nothing is fetched; without a seek the consumer would ask Kafka where to
        // begin.
        partitions.forEach(partition -> consumer.seek(partition, 0));
        consumer.pause(partitions);
        partitions.forEach(partition -> tracks.put(partition, new Track(partition.partition())));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        partitions.forEach(tracks::remove);
    }

    void add(ConsumerRecords<String, Decoded> records, long now) {
        for (ConsumerRecord<String, Decoded> record : records) {
            Track track = tracks.get(new TopicPartition(record.topic(), record.partition()));
            if (track != null) {
                track.add(Decoded.arrival(record), now);
            }
        }
    }

    /** Reads the positions of partitions that have none yet, and whether gaps were accepted. */
    void position(Connection connection, boolean askAboutGaps) throws SQLException {
        Set<TopicPartition> due = new HashSet<>();
        tracks.forEach((partition, track) -> {
            if (track.state() == Track.State.TO_POSITION || askAboutGaps && track.state() == Track.State.AT_GAP) {
                due.add(partition);
            }
        });
        if (due.isEmpty()) {
            return;
        }
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(due);
        Map<TopicPartition, Long> ends = consumer.endOffsets(due);
        for (TopicPartition partition : due) {
            long beginning = beginnings.getOrDefault(partition, 0L);
            position(connection, partition, new Kept(beginning, ends.getOrDefault(partition, beginning)));
        }
    }

    /** What the topic holds of a partition: from the first offset to the one after the last. */
    private record Kept(long beginning, long end) {}

    private void position(Connection connection, TopicPartition partition, Kept kept) throws SQLException {
        Place place = new Place(topicId, partition.partition());
        Track track = tracks.get(partition);
        long next = PositionStore.open(connection, place, kept.beginning());
        if (track == null) {
            return;
        }
        if (next < kept.beginning()) {
            passGap(connection, track, new GapStore.Gap(place, next, kept.beginning()));
        } else if (next > kept.end()) {
            String why = "the ledger stands at %d, and the topic ends at %d".formatted(next, kept.end());
            LOG.errorf("Partition %s stands still: %s", partition, why);
            track.stop(Track.State.STOPPED, "topic-is-shorter: " + why);
        } else {
            consumer.seek(partition, next);
            track.start(place, next);
        }
    }

    private void passGap(Connection connection, Track track, GapStore.Gap gap) throws SQLException {
        if (GapStore.pass(connection, gap, clock.instant()).isPresent()) {
            track.restart();
        } else if (track.state() != Track.State.AT_GAP) {
            String why = "retention removed offsets %d to %d uncounted".formatted(gap.from(), gap.to() - 1);
            LOG.errorf("Partition %s stands still until the gap is accepted: %s", track.partition(), why);
            track.stop(Track.State.AT_GAP, "retention-gap: " + why);
        }
    }

    /** The topic no longer holds what comes next on these partitions: their positions are read again. */
    void lostPlace(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            Track track = tracks.get(partition);
            if (track != null) {
                track.restart();
            }
        }
    }

    /** Lets the consumer fetch only what can be taken. */
    void pause(boolean all) {
        Set<TopicPartition> closed = new HashSet<>();
        Set<TopicPartition> open = new HashSet<>();
        tracks.forEach((partition, track) -> (all || track.isClosed() ? closed : open).add(partition));
        consumer.pause(closed);
        consumer.resume(open);
    }

    /** Tells Kafka how far the ledger came, for lag tools; whether that arrives does not matter. */
    void report(LedgerStatus status) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        Map<Integer, String> stopped = new HashMap<>();
        long lag = 0;
        for (Map.Entry<TopicPartition, Track> entry : tracks.entrySet()) {
            Track track = entry.getValue();
            if (track.state() == Track.State.COUNTING) {
                offsets.put(entry.getKey(), new OffsetAndMetadata(track.next()));
                OptionalLong behind = consumer.currentLag(entry.getKey());
                lag += track.waitingRecords() + behind.orElse(0);
            } else if (track.state() != Track.State.TO_POSITION) {
                stopped.put(track.partition(), track.why());
            }
        }
        consumer.commitAsync(offsets, (committed, failure) -> {});
        status.partitions(tracks.size(), stopped, lag);
    }
}
