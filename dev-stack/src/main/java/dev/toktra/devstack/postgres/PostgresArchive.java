package dev.toktra.devstack.postgres;

import dev.toktra.devstack.process.Directories;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs for this machine, as the build brought them: one archive, unpacked once. */
final class PostgresArchive {

    private PostgresArchive() {}

    /** The directory with {@code bin/postgres}; unpacks the archive where it is not there yet. */
    static Path unpackedIn(Path directory) {
        Path done = directory.resolve("unpacked");
        if (Files.exists(done)) {
            return directory;
        }
        try (InputStream archive = open()) {
            Directories.clear(directory);
            Files.createDirectories(directory);
            unpack(archive, directory);
            Files.createFile(done);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open() throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String machine = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        String name = "/postgres-" + system + "-" + machine + ".txz";
        InputStream archive = PostgresArchive.class.getResourceAsStream(name);
        if (archive == null) {
            throw new IOException("there is no PostgreSQL for this machine (" + name
                    + "): start the suite with --external and a PostgreSQL of your own");
        }
        return archive;
    }

    private static void unpack(InputStream archive, Path directory) throws IOException {
        try (TarArchiveInputStream entries = new TarArchiveInputStream(new XZInputStream(archive))) {
            TarArchiveEntry entry = entries.getNextEntry();
            while (entry != null) {
                unpack(entries, entry, directory.resolve(entry.getName()).normalize());
                entry = entries.getNextEntry();
            }
        }
    }

    private static void unpack(TarArchiveInputStream entries, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(target, target.resolveSibling(entry.getLinkName()));
        } else {
            Files.copy(entries, target, StandardCopyOption.REPLACE_EXISTING);
            if ((entry.getMode() & 0100) != 0 && !target.toFile().setExecutable(true)) {
                throw new IOException("cannot make " + target + " executable");
            }
        }
    }
}
