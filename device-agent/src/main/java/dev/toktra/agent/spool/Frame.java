package dev.toktra.agent.spool;

import dev.toktra.agent.event.StreamEntry;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * An entry's bytes in a segment: length of the payload (4), CRC32C over length, seq and payload (4), seq (8), payload. The
 * payload is {@code E}, estimated tokens (8) and the event's JSON, or {@code T}, first lost number, last lost number and
 * estimated tokens (8 each).
 */
final class Frame {

    static final int HEADER = 16;

    private static final byte EVENT = 'E';
    private static final byte TOMBSTONE = 'T';
    private static final int EVENT_OVERHEAD = 1 + Long.BYTES;
    private static final int TOMBSTONE_PAYLOAD = 1 + 3 * Long.BYTES;

    /** The largest frame that is ever written. */
    static final int MAX_BYTES = HEADER + EVENT_OVERHEAD + SpoolSettings.MAX_ENTRY_BYTES;

    private Frame() {}

    static int sizeOf(StreamEntry entry) {
        return HEADER
                + (entry instanceof StreamEntry.Event event ? EVENT_OVERHEAD + event.json().length : TOMBSTONE_PAYLOAD);
    }

    /** The entry's frame, ready to be written. */
    static ByteBuffer encode(StreamEntry entry) {
        int size = sizeOf(entry);
        ByteBuffer frame = ByteBuffer.allocate(size);
        frame.putInt(size - HEADER).putInt(0).putLong(entry.seq());
        if (entry instanceof StreamEntry.Event event) {
            frame.put(EVENT).putLong(event.estimatedTokens()).put(event.json());
        } else if (entry instanceof StreamEntry.Tombstone tombstone) {
            frame.put(TOMBSTONE)
                    .putLong(tombstone.fromSeq())
                    .putLong(tombstone.toSeq())
                    .putLong(tombstone.estimatedTokens());
        }
        frame.putInt(Integer.BYTES, checksum(frame, size));
        return frame.flip();
    }

    /**
     * Takes the frame at the buffer's position and moves behind it.
     *
     * @return null, the position unchanged, where the bytes are no whole, sound frame of the number
     */
    static @Nullable StreamEntry decode(ByteBuffer bytes, long expectedSeq) {
        if (bytes.remaining() < HEADER) {
            return null;
        }
        int start = bytes.position();
        int length = bytes.getInt(start);
        if (length < EVENT_OVERHEAD || length > MAX_BYTES - HEADER || length > bytes.remaining() - HEADER) {
            return null;
        }
        ByteBuffer frame = bytes.slice(start, HEADER + length);
        if (frame.getInt(Integer.BYTES) != checksum(frame, HEADER + length) || frame.getLong(8) != expectedSeq) {
            return null;
        }
        bytes.position(start + HEADER + length);
        return payload(frame.position(HEADER), expectedSeq);
    }

    private static @Nullable StreamEntry payload(ByteBuffer payload, long seq) {
        byte kind = payload.get();
        long first = payload.getLong();
        if (kind == EVENT) {
            byte[] json = new byte[payload.remaining()];
            payload.get(json);
            return new StreamEntry.Event(seq, first, json);
        }
        if (kind == TOMBSTONE && payload.remaining() == TOMBSTONE_PAYLOAD - EVENT_OVERHEAD) {
            return new StreamEntry.Tombstone(seq, first, payload.getLong(), payload.getLong());
        }
        return null;
    }

    private static int checksum(ByteBuffer frame, int size) {
        CRC32C crc = new CRC32C();
        crc.update(frame.duplicate().position(0).limit(Integer.BYTES));
        crc.update(frame.duplicate().limit(size).position(2 * Integer.BYTES));
        return (int) crc.getValue();
    }
}
