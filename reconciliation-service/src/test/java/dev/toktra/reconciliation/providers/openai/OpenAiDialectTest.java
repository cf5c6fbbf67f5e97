package dev.toktra.reconciliation.providers.openai;

import static dev.toktra.reconciliation.providers.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.reconciliation.providers.Access.OpenAiAccess;
import dev.toktra.reconciliation.providers.Failure;
import dev.toktra.reconciliation.providers.Secret;
import dev.toktra.reconciliation.providers.Trouble;
import dev.toktra.reconciliation.providers.http.Refused;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiDialectTest {

    private final OpenAiDialect dialect =
            new OpenAiDialect(new OpenAiAccess(URI.create("https://host/v1"), Secret.of("sk-admin-1")));

    @ParameterizedTest
    @CsvSource({
        "400, reporting_lookback_exceeded, start_time, TOO_FAR_BACK",
        "400, invalid_request_error, bucket_width, WIDTH_REFUSED",
        "400, invalid_type, start_time, REFUSED",
        "401, invalid_api_key, , UNAUTHORIZED",
        "403, missing_scope, , FORBIDDEN",
        "404, not_found, , REFUSED",
        "429, insufficient_quota, , RATE_LIMITED",
        "500, server_error, , UNAVAILABLE"
    })
    void everyRefusalIsAFailure(int status, String code, String param, Failure failure) {
        String body =
                "{'error': {'code': '" + code + "', 'param': '" + param + "', 'message': 'key sk-admin-1 is bad'}}";
        Trouble trouble = dialect.trouble(new Refused(status, json(body), Duration.ofSeconds(7)));
        assertThat(trouble.failure()).isEqualTo(failure);
        assertThat(trouble.words()).doesNotContain("sk-admin-1").endsWith(".");
    }

    @Test
    void firstAllowedStartIsReadFromTheMessage() {
        Trouble trouble = dialect.trouble(new Refused(
                400,
                json("{'error': {'message': 'group_by=api_key_id is not available for this time range. Try a"
                        + " start_time on or after 1764979200.', 'type': 'invalid_request_error', 'param':"
                        + " 'start_time', 'code': 'invalid_request_error'}}"),
                null));
        assertThat(trouble.failure()).isEqualTo(Failure.TOO_FAR_BACK);
        assertThat(trouble.earliest()).isEqualTo(Instant.parse("2025-12-06T00:00:00Z"));
    }

    @Test
    void codesThatAreNoWordsAreNotShown() {
        Trouble trouble = dialect.trouble(new Refused(400, json("{'error': {'code': 'see sk-admin-1 <b>'}}"), null));
        assertThat(trouble.words()).isEqualTo("OpenAI refuses the question with status 400.");
    }

    @Test
    void printsNoSecret() {
        assertThat(dialect.toString()).doesNotContain("sk-admin-1");
    }
}
