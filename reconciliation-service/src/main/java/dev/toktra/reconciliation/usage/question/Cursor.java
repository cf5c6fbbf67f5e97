package dev.toktra.reconciliation.usage.question;

import dev.toktra.reconciliation.asking.view.DateRange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Where the next page begins, as a text that only this class reads. It carries the days of its list, so that a list that
 * was begun before midnight ends as it began, and a check sum over the question, so that it continues no other list.
 */
public record Cursor(DateRange range, Position position, String seal) {

    private static final int SEAL_BYTES = 12;
    private static final int MAX_KEYS = Dimension.values().length;

    /** The cursor that continues after a position. */
    public static String after(Position position, Question question, DateRange range) {
        byte[] place = bytes(position, range);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes(seal(place, question));
        text.writeBytes(place);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.toByteArray());
    }

    /**
     * Reads a cursor.
     *
     * @throws IllegalArgumentException where the text is none
     */
    public static Cursor parse(String text) {
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        if (bytes.length <= SEAL_BYTES) {
            throw new IllegalArgumentException("too short");
        }
        byte[] seal = Arrays.copyOf(bytes, SEAL_BYTES);
        byte[] place = Arrays.copyOfRange(bytes, SEAL_BYTES, bytes.length);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(place))) {
            DateRange range = new DateRange(LocalDate.ofEpochDay(in.readInt()), LocalDate.ofEpochDay(in.readInt()));
            Cursor cursor = new Cursor(range, position(in), hex(seal));
            if (in.read() != -1) {
                throw new IllegalArgumentException("too long");
            }
            return cursor;
        } catch (IOException | DateTimeException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Whether the cursor was made for this question and was not changed since. */
    public boolean continues(Question question) {
        return hex(seal(bytes(position, range), question)).equals(seal);
    }

    private static Position position(DataInputStream in) throws IOException {
        LocalDate period = LocalDate.ofEpochDay(in.readInt());
        Instant hour = in.readBoolean() ? Instant.ofEpochSecond(in.readLong()) : null;
        int count = in.readByte();
        if (count < 0 || count > MAX_KEYS) {
            throw new IllegalArgumentException("wrong number of keys");
        }
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(in.readUTF());
        }
        return new Position(period, hour, keys);
    }

    private static byte[] bytes(Position position, DateRange range) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt((int) range.start().toEpochDay());
            out.writeInt((int) range.end().toEpochDay());
            out.writeInt((int) position.period().toEpochDay());
            out.writeBoolean(position.hour() != null);
            if (position.hour() != null) {
                out.writeLong(position.hour().getEpochSecond());
            }
            out.writeByte(position.keys().size());
            for (String key : position.keys()) {
                out.writeUTF(key);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] seal(byte[] place, Question question) {
        return Arrays.copyOf(Digest.sha256(place, question.toString().getBytes(StandardCharsets.UTF_8)), SEAL_BYTES);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
