package dev.toktra.agent.spool;

import dev.toktra.agent.event.StreamEntry;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One file of frames with ascending numbers without holes; its name is its first number. */
final class Segment implements Closeable {

    private static final String SUFFIX = ".seg";
    private static final int READ_AHEAD = 128 << 10;

    private final Path path;
    private final Disk.OpenFile file;
    private final long firstSeq;
    private long nextSeq;
    private long size;
    private long cursorSeq;
    private long cursorOffset;

    private Segment(Path path, Disk.OpenFile file, long firstSeq) {
        this.path = path;
        this.file = file;
        this.firstSeq = firstSeq;
        this.nextSeq = firstSeq;
        this.cursorSeq = firstSeq;
    }

    static boolean isSegment(Path path) {
        return path.getFileName().toString().matches("\\d{20}" + SUFFIX);
    }

    static Segment create(Disk disk, Path directory, long firstSeq) throws IOException {
        Path path = directory.resolve(String.format(Locale.ROOT, "%020d%s", firstSeq, SUFFIX));
        return new Segment(path, disk.open(path), firstSeq);
    }

    /** Opens a segment and finds its last whole frame; {@link #tail} tells whether something unsound follows. */
    static Segment open(Disk disk, Path path, Predicate<StreamEntry> seen) throws IOException {
        String name = path.getFileName().toString();
        Segment segment =
                new Segment(path, disk.open(path), Long.parseLong(name.substring(0, name.length() - SUFFIX.length())));
        segment.scan(segment.firstSeq, 0, entry -> {
            segment.nextSeq = entry.seq() + 1;
            segment.size += Frame.sizeOf(entry);
            return seen.test(entry);
        });
        return segment;
    }

    Path path() {
        return path;
    }

    long firstSeq() {
        return firstSeq;
    }

    /** The number after the last one. */
    long nextSeq() {
        return nextSeq;
    }

    /** Bytes of whole frames. */
    long size() {
        return size;
    }

    Disk.OpenFile file() {
        return file;
    }

    /** Bytes behind the last whole frame. */
    long tail() throws IOException {
        return file.size() - size;
    }

    void cutTail() throws IOException {
        file.truncate(size);
        file.force();
    }

    /** Writes without forcing; a write that fails half way leaves no half frame. */
    void append(StreamEntry entry) throws IOException {
        if (entry.seq() != nextSeq) {
            throw new IllegalArgumentException("number " + entry.seq() + " does not follow " + (nextSeq - 1));
        }
        ByteBuffer frame = Frame.encode(entry);
        try {
            file.append(frame);
        } catch (IOException e) {
            file.truncate(size);
            throw e;
        }
        nextSeq++;
        size += frame.limit();
    }

    /** Shows the entries from a number on until {@code wanted} says false; the entry refused by it is not consumed. */
    void read(long fromSeq, Predicate<StreamEntry> wanted) throws IOException {
        boolean resumes = fromSeq == cursorSeq;
        scan(resumes ? cursorSeq : firstSeq, resumes ? cursorOffset : 0, entry -> {
            if (entry.seq() >= fromSeq && !wanted.test(entry)) {
                return false;
            }
            return true;
        });
    }

    private void scan(long startSeq, long startOffset, Predicate<StreamEntry> wanted) throws IOException {
        long seq = startSeq;
        long offset = startOffset;
        ByteBuffer buffer = ByteBuffer.allocate(READ_AHEAD);
        boolean going = true;
        while (going) {
            buffer.clear();
            file.read(buffer, offset);
            buffer.flip();
            going = buffer.remaining() >= Frame.HEADER;
            boolean found = false;
            for (StreamEntry entry = next(buffer, seq); going && entry != null; entry = next(buffer, seq)) {
                going = wanted.test(entry);
                if (going) {
                    seq++;
                    offset += Frame.sizeOf(entry);
                    found = true;
                }
            }
            going &= found;
        }
        cursorSeq = seq;
        cursorOffset = offset;
    }

    private static @Nullable StreamEntry next(ByteBuffer buffer, long seq) {
        return Frame.decode(buffer, seq);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
