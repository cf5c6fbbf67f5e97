package dev.toktra.devstack.provider.openai;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toktra.devstack.provider.http.Answer;
import dev.toktra.devstack.provider.http.Refused;
import dev.toktra.devstack.provider.script.Fault;
import org.jspecify.annotations.Nullable;

/** Errors in OpenAI's words. */
final class OpenAiErrors {

    private static final String REQUEST = "invalid_request_error";

    private OpenAiErrors() {}

    static Answer wrong(int status, Fault fault) {
        return switch (status) {
            case 400 -> badRequest(fault);
            case 401 -> error(401, "Incorrect API key provided.", null, "invalid_api_key");
            case 403 ->
                error(
                        403,
                        "You have insufficient permissions for this operation. Missing scopes: api.usage.read.",
                        null,
                        "missing_scope");
            case 404 -> error(404, "Invalid URL", null, "unknown_url");
            case 429 -> error(429, "Rate limit reached for requests.", null, "rate_limit_exceeded");
            default -> error(status, "The server had an error while processing your request.", null, "server_error");
        };
    }

    private static Answer badRequest(Fault fault) {
        return switch (fault) {
            case TOO_FAR_BACK ->
                error(
                        400,
                        "start_time is too far in the past for this endpoint.",
                        "start_time",
                        "reporting_lookback_exceeded");
            case GROUPING_REFUSED -> keysTooEarly();
            default -> error(400, "Invalid request.", null, REQUEST);
        };
    }

    static Answer keysTooEarly() {
        return error(
                400,
                "group_by=api_key_id is not available for this time range. Try a start_time on or after "
                        + OpenAiCosts.KEYS_SINCE + ".",
                "start_time",
                REQUEST);
    }

    static Refused invalid(String message, @Nullable String parameter) {
        return new Refused(error(400, message, parameter, REQUEST));
    }

    static Refused invalidType(String parameter) {
        return new Refused(error(
                400,
                "Invalid type for '" + parameter + "': expected an integer number of Unix seconds.",
                parameter,
                "invalid_type"));
    }

    private static Answer error(int status, String message, @Nullable String parameter, String code) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        String type = status >= 500 ? "server_error" : REQUEST;
        body.putObject("error")
                .put("message", message)
                .put("type", type)
                .put("param", parameter)
                .put("code", code);
        return Answer.of(status, body);
    }
}
