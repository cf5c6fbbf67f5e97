package dev.toktra.agent.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A disk that loses at a power cut what was not forced: tails of files, replaced files, new names, removals. */
final class LosingDisk implements Disk {

    private final FileDisk disk = new FileDisk();
    private final Map<Path, Long> forced = new HashMap<>();
    private final Map<Path, byte[]> earlier = new HashMap<>();
    private final Map<Path, byte[]> removed = new HashMap<>();
    private final List<Path> fresh = new ArrayList<>();
    private int operationsLeft = Integer.MAX_VALUE;

    /** After so many more changes the power is gone: the next ones fail until {@link #cutPower}. */
    synchronized void failAfter(int operations) {
        operationsLeft = operations;
    }

    private synchronized void powered() throws IOException {
        if (operationsLeft-- <= 0) {
            operationsLeft = 0;
            throw new IOException("power is gone");
        }
    }

    @Override
    public synchronized OpenFile open(Path path) throws IOException {
        powered();
        if (!Files.exists(path)) {
            fresh.add(path);
            forced.put(path, 0L);
        }
        OpenFile file = disk.open(path);
        forced.putIfAbsent(path, file.size());
        return new Tracked(path, file);
    }

    @Override
    public synchronized void replace(Path path, byte[] content, boolean lasting) throws IOException {
        powered();
        if (lasting) {
            earlier.remove(path);
        } else if (Files.exists(path)) {
            earlier.putIfAbsent(path, Files.readAllBytes(path));
        }
        forced.put(path, (long) content.length);
        disk.replace(path, content, false);
        fresh.remove(path);
    }

    @Override
    public synchronized void delete(Path path) throws IOException {
        powered();
        removed.put(path, Files.readAllBytes(path));
        disk.delete(path);
    }

    @Override
    public synchronized void forceDirectory(Path directory) throws IOException {
        powered();
        removed.clear();
        fresh.clear();
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        return disk.list(directory);
    }

    /** Cuts the power: whatever was not forced is there, in part, damaged or not at all. */
    synchronized void cutPower(Random random) throws IOException {
        operationsLeft = Integer.MAX_VALUE;
        for (Map.Entry<Path, byte[]> file : removed.entrySet()) {
            if (random.nextBoolean()) {
                Files.write(file.getKey(), file.getValue());
                forced.put(file.getKey(), (long) file.getValue().length);
            }
        }
        for (Map.Entry<Path, byte[]> file : earlier.entrySet()) {
            if (random.nextBoolean()) {
                Files.write(file.getKey(), file.getValue());
                forced.put(file.getKey(), (long) file.getValue().length);
            }
        }
        for (Map.Entry<Path, Long> file : Map.copyOf(forced).entrySet()) {
            if (Files.exists(file.getKey())) {
                tear(file.getKey(), file.getValue(), random);
            }
        }
        removed.clear();
        earlier.clear();
        fresh.clear();
    }

    private void tear(Path path, long safe, Random random) throws IOException {
        long size = Files.size(path);
        if (fresh.contains(path) && random.nextBoolean()) {
            Files.delete(path);
            forced.remove(path);
            return;
        }
        long kept = size > safe ? safe + random.nextLong(size - safe + 1) : size;
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.truncate(kept);
            if (kept > safe && random.nextInt(3) == 0) {
                byte[] garbage = new byte[(int) (kept - safe)];
                if (random.nextBoolean()) {
                    random.nextBytes(garbage);
                }
                channel.write(ByteBuffer.wrap(garbage), safe);
            }
        }
        forced.put(path, kept);
    }

    private final class Tracked implements OpenFile {

        private final Path path;
        private final OpenFile file;

        private Tracked(Path path, OpenFile file) {
            this.path = path;
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void append(ByteBuffer bytes) throws IOException {
            powered();
            file.append(bytes);
        }

        @Override
        public void read(ByteBuffer into, long position) throws IOException {
            file.read(into, position);
        }

        @Override
        public void truncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void force() throws IOException {
            powered();
            synchronized (LosingDisk.this) {
                forced.put(path, file.size());
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
