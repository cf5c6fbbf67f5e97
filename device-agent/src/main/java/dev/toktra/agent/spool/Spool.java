package dev.toktra.agent.spool;

import dev.toktra.agent.event.StreamEntry;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stream's events between the application and ingest. Numbers run 1, 2, 3 … without holes. Any number of threads may
 * append; one sender takes batches and settles them.
 */
public final class Spool implements Closeable {

    private final PositionFile positionFile;
    private final SpoolSettings settings;
    private final Object forcing = new Object();
    private final Object lock = new Object();
    private final SegmentLog log;
    private List<SeqRange> absent = List.of();
    private SentPosition position;
    private long head;
    private long durableThrough;
    private @Nullable Throwable broken;

    private Spool(Disk disk, Path directory, SpoolSettings settings) throws IOException {
        this.positionFile = PositionFile.in(disk, directory);
        this.settings = settings;
        this.position = positionFile.read();
        this.log = SegmentLog.open(disk, directory, settings.segmentBytes(), position.known() + 1);
    }

    /** Opens a stream's directory, cuts a torn tail and names with tombstones what a damaged file lost. */
    public static Spool open(Disk disk, Path directory, SpoolSettings settings) throws IOException {
        disk.list(directory);
        Spool spool = new Spool(disk, directory, settings);
        spool.recover();
        return spool;
    }

    /**
     * Takes events; when it returns they survive a kill. Several threads' events are forced together.
     *
     * @return the number of the last one
     * @throws SpoolBroken where the disk refused; then none of them was acknowledged
     */
    public long append(List<Observation> events) {
        long last;
        synchronized (lock) {
            refuseIfBroken();
            refuseIfWentBack();
            try {
                for (Observation event : events) {
                    makeRoom(event);
                    log.append(new StreamEntry.Event(log.nextSeq(), event.estimatedTokens(), event.json()));
                }
            } catch (IOException e) {
                throw broken("the spool could not be written", e);
            }
            last = log.nextSeq() - 1;
        }
        awaitDurable(last);
        return last;
    }

    /**
     * The next entries to send, with numbers that follow each other; the same ones until they are settled.
     *
     * @param maxEntries at most so many, at least one
     * @param maxBytes at most so many bytes of JSON, except that the first entry is always given
     * @return empty where nothing waits
     */
    public List<StreamEntry> next(int maxEntries, int maxBytes) {
        synchronized (lock) {
            refuseIfBroken();
            boolean offeredBefore = position.offeredThrough() >= head;
            long through = offeredBefore ? position.offeredThrough() : durableThrough;
            List<StreamEntry> batch = new ArrayList<>();
            long[] bytes = {0};
            try {
                log.read(head, entry -> {
                    bytes[0] += entry.json().length + 1L;
                    boolean fits = offeredBefore || (batch.size() < maxEntries && bytes[0] <= maxBytes);
                    return entry.seq() <= through && (fits || batch.isEmpty()) && batch.add(entry);
                });
                if (!offeredBefore && !batch.isEmpty()) {
                    save(new SentPosition(head - 1, head - 1 + batch.size()), false);
                }
            } catch (IOException e) {
                throw broken("the spool could not be read", e);
            }
            return batch;
        }
    }

    /** Notes that every number up to this one was accepted; whole segments below it are removed. */
    public void settled(long through) {
        synchronized (lock) {
            refuseIfBroken();
            if (through >= log.nextSeq()) {
                throw new IllegalArgumentException("number " + through + " was never given out");
            }
            try {
                moveHead(Math.max(head, through + 1));
            } catch (IOException e) {
                throw broken("the sent position could not be saved", e);
            }
        }
    }

    /**
     * Gives up the event at the head, which ingest refused for good: a tombstone names it. A refused tombstone is passed
     * over without another one, so that the queue never blocks.
     */
    public void giveUp(StreamEntry refused) {
        synchronized (lock) {
            refuseIfBroken();
            if (refused.seq() != head) {
                return;
            }
            try {
                if (refused instanceof StreamEntry.Event event) {
                    name(new SeqRange(event.seq(), event.seq(), event.estimatedTokens()));
                    force();
                }
                moveHead(head + 1);
            } catch (IOException e) {
                throw broken("a tombstone could not be written", e);
            }
        }
    }

    /** How many numbers wait to be settled. */
    public long waiting() {
        synchronized (lock) {
            return durableThrough - head + 1;
        }
    }

    /** The highest number given out, 0 at the beginning. */
    public long highestSeq() {
        synchronized (lock) {
            return log.nextSeq() - 1;
        }
    }

    /** Whether the segments end before numbers that were already offered: the disk went back in time. */
    public boolean wentBack() {
        synchronized (lock) {
            return log.nextSeq() <= position.known();
        }
    }

    /** Bytes of all segments. */
    public long bytes() {
        synchronized (lock) {
            return log.bytes();
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (lock) {
            log.close();
        }
    }

    private void recover() throws IOException {
        synchronized (lock) {
            durableThrough = log.nextSeq() - 1;
            head = Math.max(position.settledThrough() + 1, log.firstSeq());
            List<SeqRange> lost = new ArrayList<>();
            log.found()
                    .forEach(tombstone -> lost.add(
                            new SeqRange(tombstone.fromSeq(), tombstone.toSeq(), tombstone.estimatedTokens())));
            for (SeqRange hole : log.holes()) {
                if (!wentBack() && hole.to() >= head && lost.stream().noneMatch(range -> range.contains(hole.to()))) {
                    name(hole);
                    lost.add(hole);
                }
            }
            force();
            absent = SeqRange.coalesce(lost);
            moveHead(head);
        }
    }

    private void makeRoom(Observation event) throws IOException {
        int need = event.json().length + Frame.MAX_BYTES - SpoolSettings.MAX_ENTRY_BYTES;
        if (need > settings.segmentBytes()) {
            throw new IllegalArgumentException("an event of " + need + " bytes does not fit into a segment");
        }
        while (log.bytes() + need > settings.maxBytes()) {
            if (log.hasOneSegment()) {
                log.roll();
            }
            giveUpOldestSegment();
        }
    }

    /** Names what the oldest segment still held, forces that, and only then removes the file. */
    private void giveUpOldestSegment() throws IOException {
        long last = log.oldestLastSeq();
        List<SeqRange> lost = new ArrayList<>();
        log.read(head, entry -> {
            if (entry.seq() > last) {
                return false;
            }
            boolean event = entry instanceof StreamEntry.Event;
            lost.add(new SeqRange(entry.seq(), entry.seq(), event ? entry.estimatedTokens() : 0));
            if (entry instanceof StreamEntry.Tombstone tombstone) {
                lost.add(new SeqRange(tombstone.fromSeq(), tombstone.toSeq(), tombstone.estimatedTokens()));
            }
            return true;
        });
        for (SeqRange range : SeqRange.coalesce(lost)) {
            name(range);
        }
        force();
        moveHead(Math.max(head, last + 1));
    }

    private void name(SeqRange lost) throws IOException {
        log.append(new StreamEntry.Tombstone(log.nextSeq(), lost.from(), lost.to(), lost.estimatedTokens()));
    }

    private void moveHead(long newHead) throws IOException {
        head = absent.stream()
                .filter(range -> range.contains(newHead))
                .mapToLong(range -> range.to() + 1)
                .findFirst()
                .orElse(newHead);
        boolean removes = !log.hasOneSegment() && log.oldestLastSeq() < head;
        if (removes || position.settledThrough() < head - 1) {
            save(new SentPosition(head - 1, Math.max(head - 1, position.offeredThrough())), removes);
        }
        while (!log.hasOneSegment() && log.oldestLastSeq() < head) {
            log.dropOldest();
        }
    }

    private void save(SentPosition fresh, boolean forced) throws IOException {
        positionFile.write(fresh, forced);
        position = fresh;
    }

    private void force() throws IOException {
        log.activeFile().force();
        durableThrough = log.nextSeq() - 1;
    }

    private void awaitDurable(long seq) {
        synchronized (forcing) {
            Disk.OpenFile file;
            long written;
            synchronized (lock) {
                refuseIfBroken();
                if (durableThrough >= seq) {
                    return;
                }
                file = log.activeFile();
                written = log.nextSeq() - 1;
            }
            try {
                file.force();
            } catch (IOException e) {
                synchronized (lock) {
                    if (durableThrough >= seq) {
                        return;
                    }
                    throw broken("the spool could not be forced to the disk", e);
                }
            }
            synchronized (lock) {
                durableThrough = Math.max(durableThrough, written);
            }
        }
    }

    private SpoolBroken broken(String what, IOException cause) {
        broken = cause;
        return new SpoolBroken(what, cause);
    }

    private void refuseIfWentBack() {
        if (wentBack()) {
            throw new IllegalStateException("the disk went back in time: these numbers were given out before");
        }
    }

    private void refuseIfBroken() {
        if (broken != null) {
            throw new SpoolBroken("the spool must be opened again", broken);
        }
    }
}
