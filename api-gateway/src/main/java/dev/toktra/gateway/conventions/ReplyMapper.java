package dev.toktra.gateway.conventions;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;

/** Replies and lists as HTTP answers. */
public final class ReplyMapper {

    private ReplyMapper() {}

    /** The answer to a deed. */
    public static Response response(Reply reply) {
        return Response.status(reply.status())
                .header(HttpHeaders.LOCATION, reply.location())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(reply.json())
                .build();
    }

    /** A list: all of it as CSV, or a page of it as JSON. */
    public static <T> Response list(
            Window window, Listing<T> found, Function<T, ?> shown, Function<List<T>, String> table) {
        return window.isWhole()
                ? Response.ok(
                                table.apply(found.items()),
                                MediaType.valueOf(Csv.MEDIA_TYPE).withCharset("utf-8"))
                        .build()
                : Response.ok(found.map(shown)).build();
    }

    /** Whether the caller would rather have CSV than JSON. */
    static boolean wantsCsv(HttpHeaders headers) {
        for (MediaType accepted : headers.getAcceptableMediaTypes()) {
            if (accepted.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
                return false;
            }
            if (accepted.isCompatible(MediaType.valueOf(Csv.MEDIA_TYPE))) {
                return true;
            }
        }
        return false;
    }
}
