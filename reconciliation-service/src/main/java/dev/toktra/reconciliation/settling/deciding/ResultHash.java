package dev.toktra.reconciliation.settling.deciding;

import dev.toktra.reconciliation.providers.Counts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What came out of a day in one word, SHA-256 in hex: of tokens and whose they are, not of costs. Equal to {@code result} of
 * the database's function {@code kept_day} over the same day as it is stored.
 */
public final class ResultHash {

    private static final String BETWEEN = "\u001f";

    private ResultHash() {}

    public static String of(Settled settled) {
        String lines = Stream.concat(
                        settled.cells().entrySet().stream().map(cell -> line(cell.getKey(), cell.getValue())),
                        settled.shares().entrySet().stream().map(share -> line(share.getKey(), share.getValue())))
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .sorted(Arrays::compareUnsigned)
                .map(line -> new String(line, StandardCharsets.UTF_8))
                .collect(Collectors.joining("\n"));
        return HexFormat.of().formatHex(sha256().digest(lines.getBytes(StandardCharsets.UTF_8)));
    }

    private static String line(CellKey key, Cell cell) {
        Counts counts = cell.counts();
        Stream<@Nullable Object> said = counts == null
                ? Stream.generate(() -> null).limit(6)
                : Stream.of(
                        counts.input(),
                        counts.output(),
                        counts.freshInput(),
                        counts.cacheRead(),
                        counts.cacheWrite(),
                        counts.requests());
        return joined(
                List.of(
                        "cell",
                        key.hour().getEpochSecond(),
                        key.model(),
                        cell.state().word()),
                said,
                List.of(cell.devices().input(), cell.devices().output()));
    }

    private static String line(ShareKey key, SharedAmount amount) {
        Counts counts = amount.counts();
        return joined(
                List.of("share", key.cell().hour().getEpochSecond(), key.cell().model(), key.day(), key.subject()),
                Stream.of(
                        key.unit(),
                        key.application(),
                        key.by().word(),
                        key.tier().word(),
                        counts.input(),
                        counts.output(),
                        counts.freshInput(),
                        counts.cacheRead(),
                        counts.cacheWrite(),
                        counts.cacheWrite1h(),
                        counts.requests()),
                List.of());
    }

    private static String joined(List<Object> first, Stream<@Nullable Object> then, List<Object> last) {
        return Stream.of(first.stream(), then, last.stream())
                .flatMap(part -> part)
                .map(value -> Objects.toString(value, ""))
                .collect(Collectors.joining(BETWEEN));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
