package dev.toktra.devstack.provider.anthropic;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toktra.devstack.provider.http.Answer;
import dev.toktra.devstack.provider.http.Refused;
import dev.toktra.devstack.provider.script.Fault;

/** Errors in Anthropic's words. */
final class AnthropicErrors {

    static final String TOO_MANY_DIMENSIONS = "Cannot specify more than 5 group_by[] dimensions.";
    static final String NO_ENDING = "no valid ending date after starting_at";

    private AnthropicErrors() {}

    static Answer wrong(int status, Fault fault) {
        return switch (status) {
            case 400 ->
                error(
                        400,
                        switch (fault) {
                            case GROUPING_REFUSED -> TOO_MANY_DIMENSIONS;
                            case TOO_FAR_BACK -> "starting_at is too far in the past";
                            default -> "invalid request";
                        });
            case 401 -> error(401, "invalid x-api-key");
            case 403 -> error(403, "Your API key does not have permission to use the specified resource.");
            case 404 -> error(404, "Not found");
            case 429 -> error(429, "This request would exceed your organization's rate limit.");
            case 529 -> error(529, "Overloaded");
            default -> error(status, "Internal server error");
        };
    }

    static Refused invalid(String message) {
        return new Refused(error(400, message));
    }

    private static Answer error(int status, String message) {
        String type = switch (status) {
            case 400 -> "invalid_request_error";
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 429 -> "rate_limit_error";
            case 529 -> "overloaded_error";
            default -> "api_error";
        };
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("type", "error");
        body.putObject("error").put("type", type).put("message", message);
        return Answer.of(status, body.put("request_id", "req_simulated"));
    }
}
