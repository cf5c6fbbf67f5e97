package dev.toktra.devstack.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the parts of the stack write. */
public final class Logs {

    private Logs() {}

    /** Whether a line of it holds the text. */
    public static boolean contains(Path log, String text) {
        return lines(log).stream().anyMatch(line -> line.contains(text));
    }

    /** The last lines of it. */
    public static List<String> last(Path log, int count) {
        List<String> all = lines(log);
        return all.subList(Math.max(0, all.size() - count), all.size());
    }

    /** The last line of it that begins so. */
    public static Optional<String> lastWith(Path log, String begin) {
        return lines(log).stream().filter(line -> line.startsWith(begin)).reduce((earlier, later) -> later);
    }

    /** Puts the logs of the run before aside, {@code kafka.log} as {@code kafka.log.1}; not the one being written. */
    static void rotate(Path directory, Path written) {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".log") && !path.equals(written))
                    .toList()) {
                Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path log) {
        try {
            return Files.exists(log)
                    ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                            .lines()
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
