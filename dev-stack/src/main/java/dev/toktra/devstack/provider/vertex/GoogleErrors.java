package dev.toktra.devstack.provider.vertex;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toktra.devstack.provider.http.Answer;
import dev.toktra.devstack.provider.http.Refused;

/** Errors in Google's words. */
final class GoogleErrors {

    private GoogleErrors() {}

    static Answer wrong(int status) {
        return switch (status) {
            case 400 -> error(400, "INVALID_ARGUMENT", "Request contains an invalid argument.");
            case 401 -> error(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.");
            case 403 ->
                error(
                        403,
                        "PERMISSION_DENIED",
                        "Permission monitoring.timeSeries.list denied (or the resource may not exist).");
            case 404 -> error(404, "NOT_FOUND", "The requested URL was not found on this server.");
            case 429 -> error(429, "RESOURCE_EXHAUSTED", "Quota exceeded for quota metric 'Time series queries'.");
            case 503 -> error(503, "UNAVAILABLE", "The service is currently unavailable.");
            default -> error(status, "INTERNAL", "Internal error encountered.");
        };
    }

    static Refused invalid(String message) {
        return new Refused(error(400, "INVALID_ARGUMENT", message));
    }

    static Refused refused(int status) {
        return new Refused(wrong(status));
    }

    static Refused unknownMetric(String type) {
        return new Refused(error(404, "NOT_FOUND", "Cannot find metric(s) that match type = \"" + type + "\"."));
    }

    /** A refusal of the token endpoint, which has a form of its own. */
    static Refused grant(String error, String description) {
        return new Refused(Answer.of(
                400, JsonNodeFactory.instance.objectNode().put("error", error).put("error_description", description)));
    }

    private static Answer error(int status, String word, String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error").put("code", status).put("message", message).put("status", word);
        return Answer.of(status, body);
    }
}
