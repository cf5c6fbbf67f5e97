package dev.toktra.gateway.conventions;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

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

    /** A list as CSV. */
    public static Response csv(String text) {
        return Response.ok(text, MediaType.valueOf(Csv.MEDIA_TYPE).withCharset("utf-8"))
                .build();
    }

    /** Whether the caller would rather have CSV than JSON. */
    public static boolean wantsCsv(jakarta.ws.rs.core.HttpHeaders headers) {
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
