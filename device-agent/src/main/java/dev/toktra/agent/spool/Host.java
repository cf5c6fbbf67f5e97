package dev.toktra.agent.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * On which machine, since which start, the agent runs: a copied disk or one that was set back shows itself by these.
 */
public record Host(String bootId, String machineId) {

    public Host {
        if (bootId.isBlank() || machineId.isBlank()) {
            throw new IllegalArgumentException("boot id and machine id must not be blank");
        }
    }

    /** This machine's; {@code unknown} where the system tells none. */
    public static Host thisMachine() {
        return new Host(read("/proc/sys/kernel/random/boot_id"), read("/etc/machine-id"));
    }

    private static String read(String file) {
        try {
            String text = Files.readString(Path.of(file)).strip();
            return text.isEmpty() ? "unknown" : text;
        } catch (IOException e) {
            return "unknown";
        }
    }
}
