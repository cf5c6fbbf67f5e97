package dev.toktra.agent.spool;

import dev.toktra.agent.event.StreamEntry;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The segments of one stream, oldest first; not safe for concurrent use. */
final class SegmentLog implements Closeable {

    private final Disk disk;
    private final Path directory;
    private final long segmentBytes;
    private final List<Segment> segments = new ArrayList<>();
    private final List<StreamEntry.Tombstone> found = new ArrayList<>();

    private SegmentLog(Disk disk, Path directory, long segmentBytes) {
        this.disk = disk;
        this.directory = directory;
        this.segmentBytes = segmentBytes;
    }

    /** Opens what is there, cutting a torn tail; an empty directory begins with {@code firstSeq}. */
    static SegmentLog open(Disk disk, Path directory, long segmentBytes, long firstSeq) throws IOException {
        SegmentLog log = new SegmentLog(disk, directory, segmentBytes);
        for (Path path : disk.list(directory)) {
            if (Segment.isSegment(path)) {
                log.segments.add(Segment.open(disk, path, log::remember));
            }
        }
        if (log.segments.isEmpty()) {
            log.begin(firstSeq);
        } else if (log.active().tail() > 0) {
            log.active().cutTail();
        }
        return log;
    }

    /** The tombstones that were there when the log was opened. */
    List<StreamEntry.Tombstone> found() {
        return List.copyOf(found);
    }

    /** Numbers that are missing between two segments because an older file was damaged. */
    List<SeqRange> holes() {
        List<SeqRange> holes = new ArrayList<>();
        for (int i = 1; i < segments.size(); i++) {
            long expected = segments.get(i - 1).nextSeq();
            if (expected < segments.get(i).firstSeq()) {
                holes.add(new SeqRange(expected, segments.get(i).firstSeq() - 1, 0));
            }
        }
        return holes;
    }

    long firstSeq() {
        return segments.get(0).firstSeq();
    }

    long nextSeq() {
        return active().nextSeq();
    }

    long bytes() {
        return segments.stream().mapToLong(Segment::size).sum();
    }

    Disk.OpenFile activeFile() {
        return active().file();
    }

    boolean hasOneSegment() {
        return segments.size() == 1;
    }

    /** Writes without forcing; a full segment is forced and followed by a new one first. */
    void append(StreamEntry entry) throws IOException {
        if (active().size() > 0 && active().size() + Frame.sizeOf(entry) > segmentBytes) {
            roll();
        }
        active().append(entry);
    }

    void roll() throws IOException {
        active().file().force();
        begin(active().nextSeq());
    }

    /** Shows the entries from a number on, segment by segment up to a hole, until {@code wanted} says false. */
    void read(long fromSeq, Predicate<StreamEntry> wanted) throws IOException {
        long[] next = {fromSeq};
        boolean[] going = {true};
        for (Segment segment : segments) {
            if (going[0] && segment.firstSeq() <= next[0] && next[0] < segment.nextSeq()) {
                segment.read(next[0], entry -> {
                    going[0] = wanted.test(entry);
                    next[0] += going[0] ? 1 : 0;
                    return going[0];
                });
            }
        }
    }

    /** First and last number of the oldest segment; the last is below the first where it is empty. */
    long oldestLastSeq() {
        return segments.get(0).nextSeq() - 1;
    }

    void dropOldest() throws IOException {
        Segment oldest = segments.remove(0);
        oldest.close();
        disk.delete(oldest.path());
        disk.forceDirectory(directory);
    }

    private Segment active() {
        return segments.get(segments.size() - 1);
    }

    private void begin(long firstSeq) throws IOException {
        Segment fresh = Segment.create(disk, directory, firstSeq);
        disk.forceDirectory(directory);
        segments.add(fresh);
    }

    private boolean remember(StreamEntry entry) {
        if (entry instanceof StreamEntry.Tombstone tombstone) {
            found.add(tombstone);
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        for (Segment segment : segments) {
            segment.close();
        }
    }
}
