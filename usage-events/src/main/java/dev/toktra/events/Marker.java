package dev.toktra.events;

/**
 * The sign that a publisher leaves in each partition of a state topic after a sweep. A marker on the topic that is newer
 * than the publisher's own database tells it that the database was restored from an older copy.
 *
 * @param marker grows by one with each sweep
 */
public record Marker(long marker) {

    /** The key of markers; keys of states never start with this character. */
    public static final String KEY = "#marker";

    public Marker {
        Laws.law(marker >= 1, "marker starts at 1");
    }
}
