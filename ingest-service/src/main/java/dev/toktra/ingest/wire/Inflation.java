package dev.toktra.ingest.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Undoes a body's content encoding, but only up to a size: a bomb costs no more than an honest body.
 *
 * @param mostBytes the most that a body may have afterwards
 */
public record Inflation(int mostBytes) {

    private static final int BUFFER = 8192;

    /**
     * The body as it was before it was encoded.
     *
     * @throws UnreadableBody where it is empty, too large, broken or encoded in another way than gzip
     */
    public byte[] undo(byte[] body, @Nullable String contentEncoding) {
        if (body.length == 0) {
            throw UnreadableBody.malformed("The body is empty.");
        }
        String encoding = contentEncoding == null ? "" : contentEncoding.strip().toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "", "identity" -> bounded(body);
            case "gzip", "x-gzip" -> inflated(body);
            default ->
                throw new UnreadableBody(
                        UnreadableBody.Reason.UNSUPPORTED, "Content-Encoding must be gzip or absent.", null);
        };
    }

    private byte[] inflated(byte[] body) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body), BUFFER)) {
            return bounded(in.readNBytes(mostBytes + 1));
        } catch (IOException e) {
            throw UnreadableBody.malformed("The body is not whole gzip as its Content-Encoding says.");
        }
    }

    private byte[] bounded(byte[] body) {
        if (body.length > mostBytes) {
            throw UnreadableBody.tooLarge("The body holds more than " + mostBytes + " bytes once it is inflated.");
        }
        return body;
    }
}
