package dev.toktra.statetopics.publish;

import dev.toktra.statetopics.publish.TopicScan.Tail;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a publisher's own markers and those on its topic say together. */
enum Comparison {
    /** The topic holds what this database has published. */
    AGREE,
    /** The topic holds what this database does not know of having published: it was restored from an older copy. */
    DATABASE_IS_OLDER,
    /** The topic lacks what it once acknowledged: it was made again or lost records. */
    TOPIC_IS_OLDER;

    /**
     * A publisher's own markers.
     *
     * @param topicId null before anything was published
     * @param marker the last one committed
     * @param sent the last one that Kafka has acknowledged
     */
    record Own(@Nullable UUID topicId, long marker, long sent) {

        static final Own NONE = new Own(null, 0, 0);
    }

    static Comparison of(Own own, Tail topic) {
        if (topic.marker() > own.marker()) {
            return DATABASE_IS_OLDER;
        }
        boolean anotherTopic = own.topicId() != null && !own.topicId().equals(topic.topicId());
        return anotherTopic || topic.marker() < own.sent() ? TOPIC_IS_OLDER : AGREE;
    }
}
