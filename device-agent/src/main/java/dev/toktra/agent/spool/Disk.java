package dev.toktra.agent.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** The few things that the spool asks of a disk, so that a test can stand in for one that loses what was not forced. */
public interface Disk {

    /** Opens a file for reading and writing and makes it where it is missing. */
    OpenFile open(Path path) throws IOException;

    /** Puts a small file whole in the place of another; with {@code forced} it survives a power cut. */
    void replace(Path path, byte[] content, boolean forced) throws IOException;

    void delete(Path path) throws IOException;

    /** Makes the directory's entries survive a power cut: new files and removed ones. */
    void forceDirectory(Path directory) throws IOException;

    /** The directory's files; makes the directory where it is missing. */
    List<Path> list(Path directory) throws IOException;

    /** A file that is read anywhere and written at its end. */
    interface OpenFile extends Closeable {

        long size() throws IOException;

        void append(ByteBuffer bytes) throws IOException;

        /** Reads as much as is there, up to the buffer's room. */
        void read(ByteBuffer into, long position) throws IOException;

        void truncate(long size) throws IOException;

        /** Returns when everything written so far survives a power cut. */
        void force() throws IOException;
    }
}
