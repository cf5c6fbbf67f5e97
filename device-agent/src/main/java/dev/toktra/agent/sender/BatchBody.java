package dev.toktra.agent.sender;

import dev.toktra.agent.event.StreamEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** The body of a request; resent, only {@code sent_at} differs, since it tells the device's clock at that moment. */
final class BatchBody {

    private BatchBody() {}

    static byte[] gzipped(UUID streamId, long firstSeq, Instant sentAt, List<StreamEntry> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
        try (OutputStream gzip = new FastGzip(bytes)) {
            gzip.write(("{\"stream_id\":\"" + streamId + "\",\"first_seq\":" + firstSeq + ",\"sent_at\":\"" + sentAt
                            + "\",\"events\":[")
                    .getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < entries.size(); i++) {
                if (i > 0) {
                    gzip.write(',');
                }
                gzip.write(entries.get(i).json());
            }
            gzip.write(']');
            gzip.write('}');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static final class FastGzip extends GZIPOutputStream {

        FastGzip(OutputStream out) throws IOException {
            super(out, 8192);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
