package dev.toktra.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import dev.toktra.ingest.wire.UnreadableBody.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InflationTest {

    private static final Inflation INFLATION = new Inflation(1 << 20);

    private static byte[] gzip(int megabytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            for (int i = 0; i < megabytes; i++) {
                out.write(new byte[1 << 20]);
            }
        }
        return zipped.toByteArray();
    }

    private static UnreadableBody refused(byte[] body, @Nullable String encoding) {
        return catchThrowableOfType(UnreadableBody.class, () -> INFLATION.undo(body, encoding));
    }

    @Test
    void bodyIsInflatedUpToTheLimit() throws IOException {
        assertThat(INFLATION.undo(gzip(1), "gzip")).hasSize(1 << 20);
        assertThat(INFLATION.undo(new byte[] {1}, null)).containsExactly(1);
        assertThat(INFLATION.undo(new byte[] {1}, " Identity ")).containsExactly(1);
    }

    @Test
    void bombIsRefusedWithoutTheMemoryItAsksFor() throws IOException {
        byte[] bomb = gzip(200);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getThreadAllocatedBytes(Thread.currentThread().getId());

        UnreadableBody refused = refused(bomb, "gzip");

        long allocated = thread.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(allocated).isLessThan(8 << 20);
    }

    @Test
    void brokenGzipAndOtherEncodingsAreRefused() throws IOException {
        byte[] whole = gzip(1);

        assertThat(refused(Arrays.copyOf(whole, whole.length / 2), "gzip").reason())
                .isEqualTo(Reason.MALFORMED);
        assertThat(refused(new byte[] {1, 2, 3}, "gzip").reason()).isEqualTo(Reason.MALFORMED);
        assertThat(refused(whole, "br").reason()).isEqualTo(Reason.UNSUPPORTED);
        assertThat(refused(whole, "gzip, gzip").reason()).isEqualTo(Reason.UNSUPPORTED);
        assertThat(refused(new byte[0], null).detail()).contains("empty");
    }
}
