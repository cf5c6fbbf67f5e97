package dev.toktra.ingest.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A parser that hashes the tokens that pass it, unknown fields included: white space and escapes change nothing, and a
 * later version that knows more fields finds the same hash.
 */
final class HashingFilter extends JsonParserDelegate {

    private static final int HASH_BYTES = 16;

    private final MessageDigest digest = sha256();
    private final byte[] buffer = new byte[4096];
    private int buffered;
    private boolean hashing;

    HashingFilter(JsonParser parser) {
        super(parser);
    }

    /** Hashes from the next token on. */
    void start() {
        hashing = true;
    }

    /** Stops; the hash as 32 hex digits. */
    String stop() {
        hashing = false;
        digest.update(buffer, 0, buffered);
        buffered = 0;
        return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), HASH_BYTES));
    }

    @Override
    public JsonToken nextToken() throws IOException {
        JsonToken token = delegate.nextToken();
        if (hashing && token != null) {
            add((byte) token.id());
            if (token == JsonToken.FIELD_NAME || token.isScalarValue()) {
                addText();
            }
        }
        return token;
    }

    /** Goes over what is skipped token by token, so that it is hashed and checked like everything else. */
    @Override
    public JsonParser skipChildren() throws IOException {
        JsonToken token = delegate.currentToken();
        if (token != JsonToken.START_OBJECT && token != JsonToken.START_ARRAY) {
            return this;
        }
        int open = 1;
        while (open > 0) {
            JsonToken next = nextToken();
            if (next == null) {
                return this;
            }
            open += next.isStructStart() ? 1 : next.isStructEnd() ? -1 : 0;
        }
        return this;
    }

    private void addText() throws IOException {
        char[] text = delegate.getTextCharacters();
        int from = delegate.getTextOffset();
        int length = delegate.getTextLength();
        addLength(length);
        for (int i = from; i < from + length; i++) {
            char unit = text[i];
            if (unit < 0x80) {
                add((byte) unit);
            } else {
                add((byte) 0xFF);
                add((byte) (unit >> 8));
                add((byte) unit);
            }
        }
    }

    private void addLength(int length) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            add((byte) (length >> shift));
        }
    }

    private void add(byte value) {
        if (buffered == buffer.length) {
            digest.update(buffer, 0, buffered);
            buffered = 0;
        }
        buffer[buffered++] = value;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
