package dev.toktra.agent.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Where a stream keeps its sent position. */
record PositionFile(Disk disk, Path path) {

    static PositionFile in(Disk disk, Path directory) {
        return new PositionFile(disk, directory.resolve("position"));
    }

    SentPosition read() throws IOException {
        try (Disk.OpenFile file = disk.open(path)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(256, file.size()));
            file.read(bytes, 0);
            return SentPosition.read(bytes.array());
        }
    }

    void write(SentPosition position, boolean forced) throws IOException {
        disk.replace(path, position.bytes(), forced);
    }
}
