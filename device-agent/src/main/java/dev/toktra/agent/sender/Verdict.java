package dev.toktra.agent.sender;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an answer means for the batch that it answers. */
public sealed interface Verdict {

    /** Ingest has every number up to the last one of the request. */
    record Accepted(List<Rejected> rejected) implements Verdict {}

    /** Send the same again, not before {@code notBefore} has passed. */
    record TryAgain(Duration notBefore, String why) implements Verdict {}

    /** Ingest will never take these bytes. */
    record Refused(Refusal refusal) implements Verdict {}

    /** The device is revoked: nothing more is sent. */
    record Stop(String why) implements Verdict {}

    /** An unkind {@code Retry-After} is honoured up to this. */
    Duration LONGEST_WAIT = Duration.ofHours(1);

    /**
     * Reads an answer.
     *
     * @param lastSeq the last number of the request; an answer that names another one is not believed
     */
    static Verdict of(Answer answer, long lastSeq, Instant now) {
        if (answer instanceof Answer.Http http) {
            return switch (http.status()) {
                case 200 -> believed(http, lastSeq);
                case 400, 413, 422 -> new Refused(new Refusal(http.status(), shortened(http.body())));
                case 403 ->
                    http.body().contains("device-revoked")
                            ? new Stop("the device is revoked")
                            : new TryAgain(wait(http.retryAfter(), now), "403 " + shortened(http.body()));
                default -> new TryAgain(wait(http.retryAfter(), now), http.status() + " " + shortened(http.body()));
            };
        }
        return new TryAgain(Duration.ZERO, ((Answer.None) answer).why());
    }

    private static Verdict believed(Answer.Http http, long lastSeq) {
        try {
            JsonNode body = new ObjectMapper().readTree(http.body());
            JsonNode acceptedThrough = body.path("accepted_through");
            if (!acceptedThrough.isIntegralNumber() || acceptedThrough.asLong() != lastSeq) {
                return new TryAgain(
                        Duration.ZERO,
                        "the answer accepts up to " + acceptedThrough.asText("nothing") + ", not " + lastSeq);
            }
            List<Rejected> rejected = new ArrayList<>();
            body.path("rejected")
                    .forEach(one -> rejected.add(new Rejected(
                            one.path("seq").asLong(), one.path("code").asText("unknown"))));
            return new Accepted(List.copyOf(rejected));
        } catch (JsonProcessingException e) {
            return new TryAgain(Duration.ZERO, "the answer is not JSON");
        }
    }

    private static Duration wait(@Nullable String retryAfter, Instant now) {
        if (retryAfter == null) {
            return Duration.ZERO;
        }
        Duration asked = retryAfter.matches("\\d{1,9}")
                ? Duration.ofSeconds(Long.parseLong(retryAfter))
                : until(retryAfter, now);
        return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
    }

    private static Duration until(String date, Instant now) {
        try {
            Duration left = Duration.between(
                    now,
                    ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return left.isNegative() ? Duration.ZERO : left;
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }

    private static String shortened(String body) {
        String line = body.strip().replaceAll("\\s+", " ");
        return line.length() <= 300 ? line : line.substring(0, 300) + "…";
    }
}
