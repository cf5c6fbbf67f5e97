package dev.toktra.devstack.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Who listens on a port of this machine, as far as {@code /proc} tells us. */
public final class PortOwner {

    private static final String LISTENING = "0A";

    private PortOwner() {}

    /** Whether we could not listen there ourselves. */
    public static boolean isTaken(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress("127.0.0.1", port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** The process that listens there, in words; empty where the system does not say. */
    public static Optional<String> of(int port) {
        try {
            Set<String> sockets = new HashSet<>();
            for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
                sockets.addAll(listeners(Path.of(table), port));
            }
            return sockets.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.allProcesses()
                            .filter(process -> holds(process.pid(), sockets))
                            .findFirst()
                            .map(PortOwner::words);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Set<String> listeners(Path table, int port) throws IOException {
        Set<String> inodes = new HashSet<>();
        if (!Files.exists(table)) {
            return inodes;
        }
        String end = String.format(Locale.ROOT, ":%04X", port);
        for (String line : Files.readAllLines(table)) {
            String[] columns = line.strip().split("\\s+");
            if (columns.length > 9 && columns[1].endsWith(end) && columns[3].equals(LISTENING)) {
                inodes.add("socket:[" + columns[9] + "]");
            }
        }
        return inodes;
    }

    private static boolean holds(long pid, Set<String> sockets) {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path file : open) {
                if (sockets.contains(Files.readSymbolicLink(file).toString())) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            // Ended meanwhile, or not ours to look into.
            return false;
        }
    }

    private static String words(ProcessHandle process) {
        String line = process.info().commandLine().orElse("");
        String shown = line.length() > 100 ? line.substring(0, 100) + "…" : line;
        return "process " + process.pid() + (shown.isBlank() ? "" : " (" + shown + ")");
    }
}
