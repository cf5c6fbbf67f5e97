package dev.toktra.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * An RFC 9457 problem document as it is sent.
 *
 * @param type the address of the type's description
 * @param error the short code that programs branch on, such as {@code not_found}
 * @param errors what is wrong where; left out if empty
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemBody(
        String type, String title, int status, String detail, String instance, String error, List<FieldError> errors) {

    /** What every type begins with. */
    public static final String TYPES = "https://docs.toktra.dev/problems/";

    /** The media type of the document. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The document's text, the same whatever JSON settings the service has. */
    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
