package dev.toktra.agent.spool;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * How far a stream was settled.
 *
 * @param settledThrough every number up to this one was accepted or given up
 * @param offeredThrough the numbers above {@code settledThrough} up to this one may have been sent, as one batch
 */
record SentPosition(long settledThrough, long offeredThrough) {

    static final SentPosition START = new SentPosition(0, 0);

    private static final Pattern LINE = Pattern.compile("settled (\\d{1,18}) offered (\\d{1,18}) (\\p{XDigit}{1,8})\n");

    SentPosition {
        if (settledThrough < 0 || offeredThrough < settledThrough) {
            throw new IllegalArgumentException("nothing is settled that was not offered");
        }
    }

    /** The highest number that anybody else may have seen. */
    long known() {
        return offeredThrough;
    }

    byte[] bytes() {
        String text = "settled " + settledThrough + " offered " + offeredThrough;
        return (text + " " + Integer.toHexString(checksum(text)) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads a position; a damaged one is the start, from which sending again does no harm. */
    static SentPosition read(byte[] bytes) {
        Matcher line = LINE.matcher(new String(bytes, StandardCharsets.US_ASCII));
        if (!line.matches()) {
            return START;
        }
        long settled = Long.parseLong(line.group(1));
        long offered = Long.parseLong(line.group(2));
        String text = "settled " + settled + " offered " + offered;
        boolean sound = line.group(3).equalsIgnoreCase(Integer.toHexString(checksum(text))) && offered >= settled;
        return sound ? new SentPosition(settled, offered) : START;
    }

    private static int checksum(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return (int) crc.getValue();
    }
}
