package dev.toktra.devstack.provider.azure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toktra.devstack.provider.http.Answer;
import dev.toktra.devstack.provider.http.Refused;

/** Errors in Azure's words. */
final class AzureErrors {

    private AzureErrors() {}

    static Answer wrong(int status) {
        return switch (status) {
            case 400 -> error(400, "BadRequest", "The request is invalid.");
            case 401 ->
                error(401, "ExpiredAuthenticationToken", "The access token expiry UTC time is earlier than now.");
            case 403 ->
                error(
                        403,
                        "AuthorizationFailed",
                        "The client does not have authorization to perform action 'Microsoft.Insights/metrics/read'.");
            case 404 -> error(404, "ResourceNotFound", "The resource was not found.");
            case 429 -> error(429, "TooManyRequests", "The request is being throttled.");
            default -> error(status, "InternalServerError", "The server could not process the request.");
        };
    }

    static Refused invalid(String message) {
        return new Refused(error(400, "BadRequest", message));
    }

    static Refused refused(int status, String code, String message) {
        return new Refused(error(status, code, message));
    }

    /** A refusal of the sign-in, which has a form of its own. */
    static Refused signIn(int status, String error, String description) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("error", error)
                .put("error_description", description + " Trace ID: 0 Correlation ID: 0");
        body.putArray("error_codes").add(Integer.parseInt(description.replaceAll("^AADSTS(\\d+).*", "$1")));
        return new Refused(Answer.of(status, body.put("trace_id", "0").put("correlation_id", "0")));
    }

    private static Answer error(int status, String code, String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error").put("code", code).put("message", message);
        return Answer.of(status, body);
    }
}
