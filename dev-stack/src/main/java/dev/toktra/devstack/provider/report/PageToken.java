package dev.toktra.devstack.provider.report;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place where the next page begins, bound to its query: a row of a bucket, in the report as it was at the instant of
 * the first page.
 */
public record PageToken(String query, int bucket, int row, Instant shown) {

    private static final String BEGINNING = "page_";
    private static final Pattern FORM = Pattern.compile("([0-9a-f]+) (\\d{1,9}) (\\d{1,9}) (\\S+)");

    public static PageToken first(String query, Instant now) {
        return new PageToken(query, 0, 0, now);
    }

    /** Reads a token; nothing when it is none, or one of another query. */
    public static Optional<PageToken> read(String text, String query) {
        if (!text.startsWith(BEGINNING)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text.substring(BEGINNING.length()));
            Matcher matcher = FORM.matcher(new String(bytes, StandardCharsets.US_ASCII));
            return matcher.matches() && matcher.group(1).equals(query)
                    ? Optional.of(new PageToken(
                            query,
                            Integer.parseInt(matcher.group(2)),
                            Integer.parseInt(matcher.group(3)),
                            Instant.parse(matcher.group(4))))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public PageToken at(int laterBucket, int laterRow) {
        return new PageToken(query, laterBucket, laterRow, shown);
    }

    public String text() {
        String plain = query + " " + bucket + " " + row + " " + shown;
        return BEGINNING + Base64.getUrlEncoder().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }
}
