package dev.toktra.gateway.routing;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name of one request in answers and logs of all services that it passes. */
final class RequestId {

    /** The header that carries it, in requests and answers. */
    static final String HEADER = "X-Request-Id";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    /** The id that the caller gave, if it may stand in a log, or a new one. */
    static String of(@Nullable String given) {
        return given != null && FORM.matcher(given).matches()
                ? given
                : UuidCreator.getTimeOrderedEpoch().toString();
    }
}
