package dev.toktra.agent.spool;

import java.nio.file.Path;

/** Where a device keeps its streams. */
public record SpoolPlace(Path directory, Disk disk, SpoolSettings settings) {

    /** The machine's own disk, default bounds. */
    public static SpoolPlace of(Path directory) {
        return new SpoolPlace(directory, new FileDisk(), SpoolSettings.DEFAULT);
    }
}
