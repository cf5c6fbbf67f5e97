package dev.toktra.reconciliation.providers.openai;

import dev.toktra.reconciliation.providers.Access.OpenAiAccess;
import dev.toktra.reconciliation.providers.Failure;
import dev.toktra.reconciliation.providers.Trouble;
import dev.toktra.reconciliation.providers.http.Dialect;
import dev.toktra.reconciliation.providers.http.Refused;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An admin key in the header, and errors as {@code {"error":{"code","message","param","type"}}}. */
record OpenAiDialect(OpenAiAccess access) implements Dialect {

    /** The only place where the first allowed start is told is this sentence. */
    private static final Pattern EARLIEST = Pattern.compile("start_time on or after ([0-9]{9,11})\\b");

    @Override
    public String name() {
        return "OpenAI";
    }

    @Override
    public Uni<Map<String, String>> headers() {
        return Uni.createFrom()
                .item(Map.of("Authorization", "Bearer " + access.adminKey().reveal()));
    }

    @Override
    public Trouble trouble(Refused refused) {
        return switch (refused.status()) {
            case 400 -> refusedQuestion(refused);
            case 401 ->
                Trouble.of(
                        Failure.UNAUTHORIZED,
                        "OpenAI does not accept the key. It must be an admin key (sk-admin-…) that an owner of the"
                                + " organization made and that was not revoked; keys of projects do not work.");
            case 403 ->
                Trouble.of(
                        Failure.FORBIDDEN,
                        "The key is real but may not read this. Give it the permission to read usage, costs, users and"
                                + " projects, or make a new admin key.");
            default -> usual(refused, refused.hint("/error/code"));
        };
    }

    private Trouble refusedQuestion(Refused refused) {
        Matcher earliest = EARLIEST.matcher(refused.text("/error/message"));
        if (earliest.find()) {
            Instant start = Instant.ofEpochSecond(Long.parseLong(earliest.group(1)));
            return new Trouble(
                    Failure.TOO_FAR_BACK, "OpenAI answers this only for times from " + start + " on.", null, start);
        }
        if (refused.code("/error/code").equals("reporting_lookback_exceeded")) {
            return Trouble.of(Failure.TOO_FAR_BACK, "OpenAI keeps no figures from so long ago.");
        }
        if (refused.code("/error/param").equals("bucket_width")) {
            return Trouble.of(Failure.WIDTH_REFUSED, "OpenAI has no buckets of this width for this time.");
        }
        return usual(refused, refused.hint("/error/code"));
    }
}
