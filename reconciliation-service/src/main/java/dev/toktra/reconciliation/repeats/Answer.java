package dev.toktra.reconciliation.repeats;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * What a request was answered.
 *
 * @param body JSON
 */
public record Answer(
        int status, @Nullable String location, @Nullable String etag, String body) {

    /** 201 with where the thing is that was made. */
    public static Answer created(String location, @Nullable String etag, String body) {
        return new Answer(201, location, etag, body);
    }

    /** As it goes to whoever asks. */
    public Response response() {
        return Response.status(status)
                .header(HttpHeaders.LOCATION, location)
                .header(HttpHeaders.ETAG, etag)
                .entity(body)
                .build();
    }
}
