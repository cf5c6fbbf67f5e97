package dev.toktra.agent.spool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which stream the agent writes, and under which circumstances it began.
 *
 * @param generation the spool directory's own mark; it differs when the directory was replaced alone
 */
record StreamIdentity(UUID streamId, Host host, String generation) {

    /** The stored identity, empty where there is none or none that can be read. */
    static Optional<StreamIdentity> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        try {
            return lines.size() == 4
                    ? Optional.of(new StreamIdentity(
                            UUID.fromString(lines.get(0)), new Host(lines.get(1), lines.get(2)), lines.get(3)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    byte[] bytes() {
        return String.join("\n", streamId.toString(), host.bootId(), host.machineId(), generation, "")
                .getBytes(StandardCharsets.UTF_8);
    }
}
