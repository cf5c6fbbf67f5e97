package dev.toktra.agent.fleet;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The sender's ledger for people and programs. */
public final class LedgerReport {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private LedgerReport() {}

    /** Writes the ledger as JSON, in one piece. */
    public static void write(SentLedger ledger, Path file) throws IOException {
        Path fresh = file.toAbsolutePath().resolveSibling(file.getFileName() + ".new");
        MAPPER.writeValue(fresh.toFile(), ledger);
        Files.move(fresh, file.toAbsolutePath(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Reads what {@link #write} wrote. */
    public static SentLedger read(Path file) throws IOException {
        return MAPPER.readValue(file.toFile(), SentLedger.class);
    }

    /** The ledger by provider, a line each. */
    public static List<String> lines(SentLedger ledger) {
        Map<String, Sums> providers = new TreeMap<>();
        ledger.cells().forEach(cell -> providers.merge(cell.provider(), cell.sums(), Sums::plus));
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "Acknowledged: %,d events of %,d streams; %,d refused by number, %,d given up, %,d not answered yet.",
                ledger.acknowledged(),
                ledger.streams().size(),
                ledger.streams().stream().mapToLong(SentStream::rejected).sum(),
                ledger.streams().stream().mapToLong(SentStream::deadLetters).sum(),
                ledger.outstanding()));
        providers.forEach((provider, sums) -> lines.add(line(provider, sums)));
        lines.add(line("all", ledger.total()));
        return lines;
    }

    private static String line(String name, Sums sums) {
        return String.format(
                Locale.ROOT,
                "  %-14s %,10d requests %,16d input tokens %,14d output tokens",
                name,
                sums.requests(),
                sums.input(),
                sums.output());
    }
}
