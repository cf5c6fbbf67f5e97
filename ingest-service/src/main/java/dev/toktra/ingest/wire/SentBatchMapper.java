package dev.toktra.ingest.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import dev.toktra.ingest.batch.Sent;
import dev.toktra.ingest.batch.SentBatch;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a request's JSON in one pass; what is wrong with one element stays with that element. */
public final class SentBatchMapper {

    private static final int UUID_LENGTH = 36;

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(20)
                    .maxNumberLength(100)
                    .maxNameLength(1000)
                    .build())
            .build();

    private final int mostElements;

    /** @param mostElements how many elements one batch may bring */
    public SentBatchMapper(int mostElements) {
        this.mostElements = mostElements;
    }

    /**
     * Reads a batch.
     *
     * @throws UnreadableBody where it is no batch; its detail tells the byte or names the field
     */
    public SentBatch read(byte[] json) {
        requireUtf8(json);
        try (HashingFilter parser = new HashingFilter(JSON.createParser(json))) {
            return new Reading(parser).batch();
        } catch (StreamConstraintsException e) {
            throw UnreadableBody.malformed(
                    "The body nests deeper than 20 levels or holds a name or a number that is too long.");
        } catch (StreamReadException e) {
            throw UnreadableBody.malformed(sentence(e));
        } catch (IOException e) {
            throw UnreadableBody.malformed("The body is not UTF-8.");
        }
    }

    /** Only the place is told: the parser's own words hold what was sent. */
    private static String sentence(StreamReadException fault) {
        String what = String.valueOf(fault.getOriginalMessage()).startsWith("Duplicate field")
                ? "The body names a field twice in one object"
                : "The body is not valid JSON";
        return fault.getLocation() == null
                ? what + "."
                : what + ", at byte " + fault.getLocation().getByteOffset() + ".";
    }

    /** The parser would guess UTF-16 and UTF-32 too, by zero bytes at the beginning, or by a mark. */
    private static void requireUtf8(byte[] json) {
        for (int i = 0; i < Math.min(4, json.length); i++) {
            if (json[i] <= 0) {
                throw UnreadableBody.malformed("The body is not a JSON object in UTF-8.");
            }
        }
    }

    /** The state of reading one body. */
    private final class Reading {

        private final HashingFilter parser;
        private final FieldReader in;
        private @Nullable UUID streamId;
        private @Nullable Long firstSeq;
        private @Nullable Instant sentAt;
        private @Nullable List<Sent> elements;
        private String contentHash = "";

        Reading(HashingFilter parser) {
            this.parser = parser;
            this.in = new FieldReader(parser);
        }

        SentBatch batch() throws IOException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw UnreadableBody.malformed("", "The body must be an object.");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                read(name);
            }
            if (parser.nextToken() != null) {
                throw UnreadableBody.malformed("The body goes on after its object.");
            }
            return checked();
        }

        private void read(String name) throws IOException {
            switch (name) {
                case "stream_id" -> streamId = uuid(in.text(name, UUID_LENGTH));
                case "first_seq" -> firstSeq = in.integer(name);
                case "sent_at" -> sentAt = in.instant(name);
                case "events" -> elements = elements();
                default -> parser.skipChildren();
            }
            var fault = in.takeFault();
            if (fault != null) {
                throw UnreadableBody.malformed("/" + name, fault.detail() + ".");
            }
        }

        private List<Sent> elements() throws IOException {
            if (!parser.hasToken(JsonToken.START_ARRAY)) {
                throw UnreadableBody.malformed("/events", "events must be an array.");
            }
            List<Sent> read = new ArrayList<>();
            EventMapper mapper = new EventMapper(parser);
            parser.start();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (read.size() == mostElements) {
                    throw UnreadableBody.tooLarge("The batch holds more than " + mostElements + " events.");
                }
                read.add(mapper.read());
            }
            contentHash = parser.stop();
            return read;
        }

        private SentBatch checked() {
            if (streamId == null) {
                throw missing("stream_id");
            }
            if (firstSeq == null) {
                throw missing("first_seq");
            }
            if (sentAt == null) {
                throw missing("sent_at");
            }
            if (elements == null) {
                throw missing("events");
            }
            if (firstSeq < 1 || firstSeq > SentBatch.HIGHEST_SEQ - mostElements) {
                throw UnreadableBody.malformed("/first_seq", "first_seq must be 1 or more, up to 2^53.");
            }
            return new SentBatch(streamId, firstSeq, sentAt, contentHash, elements);
        }
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        try {
            return text == null || text.length() != UUID_LENGTH ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static UnreadableBody missing(String name) {
        return UnreadableBody.malformed("/" + name, name + " is missing or not what it must be.");
    }
}
