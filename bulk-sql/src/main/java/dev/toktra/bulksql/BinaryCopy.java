package dev.toktra.bulksql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows on their way into a table as {@code COPY … with (format binary)}: nothing is kept of rows that are on their way.
 * Fields are written in the order of the columns; closing without {@link #finish} takes all of it back.
 */
public final class BinaryCopy implements AutoCloseable {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int CHUNK = 1 << 16;
    private static final long EPOCH_SECOND = 946_684_800; // 2000-01-01, where PostgreSQL's time begins
    private static final long EPOCH_DAY = 10_957;
    private static final int NULL = -1;
    private static final int END = -1;

    private final CopyIn copy;
    private ByteBuffer buffer = ByteBuffer.allocate(2 * CHUNK);

    /** Begins a copy; the SQL must say {@code format binary}. */
    public BinaryCopy(Connection connection, String sql) throws SQLException {
        this.copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        buffer.put(SIGNATURE).putInt(0).putInt(0);
    }

    /** Begins a row of so many fields. */
    public BinaryCopy row(int fields) throws SQLException {
        if (buffer.position() >= CHUNK) {
            send();
        }
        room(Short.BYTES).putShort((short) fields);
        return this;
    }

    public BinaryCopy uuid(UUID value) {
        room(20).putInt(16).putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
        return this;
    }

    public BinaryCopy text(@Nullable String value) {
        return bytes(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    public BinaryCopy bytes(byte @Nullable [] value) {
        if (value == null) {
            return nothing();
        }
        room(Integer.BYTES + value.length).putInt(value.length).put(value);
        return this;
    }

    public BinaryCopy int8(long value) {
        room(12).putInt(Long.BYTES).putLong(value);
        return this;
    }

    public BinaryCopy int8(@Nullable Long value) {
        return value == null ? nothing() : int8(value.longValue());
    }

    public BinaryCopy int4(int value) {
        room(8).putInt(Integer.BYTES).putInt(value);
        return this;
    }

    public BinaryCopy int2(@Nullable Integer value) {
        if (value == null) {
            return nothing();
        }
        room(6).putInt(Short.BYTES).putShort(value.shortValue());
        return this;
    }

    public BinaryCopy bool(boolean value) {
        room(5).putInt(1).put((byte) (value ? 1 : 0));
        return this;
    }

    public BinaryCopy date(LocalDate value) {
        return int4(Math.toIntExact(value.toEpochDay() - EPOCH_DAY));
    }

    /** A {@code timestamptz}, in microseconds; fails with an {@link ArithmeticException} far outside of time. */
    public BinaryCopy instant(Instant value) {
        long micros = Math.multiplyExact(value.getEpochSecond() - EPOCH_SECOND, 1_000_000L);
        return int8(Math.addExact(micros, value.getNano() / 1_000));
    }

    /** Ends the copy; the rows count once the transaction commits. */
    public long finish() throws SQLException {
        room(Short.BYTES).putShort((short) END);
        send();
        return copy.endCopy();
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private BinaryCopy nothing() {
        room(Integer.BYTES).putInt(NULL);
        return this;
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            ByteBuffer larger = ByteBuffer.allocate(Math.max(2 * buffer.capacity(), buffer.position() + bytes));
            buffer = larger.put(buffer.flip());
        }
        return buffer;
    }

    private void send() throws SQLException {
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        buffer.clear();
    }
}
