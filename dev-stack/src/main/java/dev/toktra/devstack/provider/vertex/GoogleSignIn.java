package dev.toktra.devstack.provider.vertex;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.toktra.devstack.provider.http.Answer;
import dev.toktra.devstack.provider.http.Call;
import dev.toktra.devstack.provider.http.Query;
import dev.toktra.devstack.provider.http.Tokens;
import dev.toktra.devstack.provider.names.Credentials;
import dev.toktra.devstack.provider.names.ServiceAccount;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;

/** A signed statement of a service account against a token that holds for an hour. */
final class GoogleSignIn {

    private static final int SECONDS = 3600;
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final Set<String> SCOPES = Set.of(
            "https://www.googleapis.com/auth/monitoring.read",
            "https://www.googleapis.com/auth/monitoring",
            "https://www.googleapis.com/auth/cloud-platform");
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Credentials credentials;
    private final Tokens tokens;

    GoogleSignIn(Credentials credentials, Tokens tokens) {
        this.credentials = credentials;
        this.tokens = tokens;
    }

    Answer token(Call call) {
        Query form = call.form();
        if (!form.one("grant_type").orElse("").equals("urn:ietf:params:oauth:grant-type:jwt-bearer")) {
            throw GoogleErrors.grant("unsupported_grant_type", "Invalid grant_type");
        }
        String[] parts = form.one("assertion").orElse("").split("\\.");
        if (parts.length != 3) {
            throw GoogleErrors.grant("invalid_grant", "Bad Request: the assertion is no JWT");
        }
        check(parts, call);
        return Answer.ok(JsonNodeFactory.instance
                .objectNode()
                .put("access_token", tokens.give("ya29.", Tokens.until(call.now(), SECONDS)))
                .put("expires_in", SECONDS)
                .put("token_type", "Bearer"));
    }

    private void check(String[] parts, Call call) {
        ServiceAccount account = credentials.serviceAccount();
        JsonNode header = decoded(parts[0]);
        JsonNode claims = decoded(parts[1]);
        if (!header.path("alg").asText().equals("RS256")
                || !header.path("kid").asText().equals(account.privateKeyId())
                || !account.signed(parts[0] + "." + parts[1], bytes(parts[2]))) {
            throw GoogleErrors.grant("invalid_grant", "Invalid JWT Signature.");
        }
        if (!claims.path("iss").asText().equals(account.clientEmail())) {
            throw GoogleErrors.grant("invalid_grant", "Invalid grant: account not found");
        }
        String audience = claims.path("aud").asText();
        if (!audience.equals("https://oauth2.googleapis.com/token") && !audience.equals(call.site() + "/token")) {
            throw GoogleErrors.grant("invalid_grant", "Invalid JWT: Failed audience check.");
        }
        if (Arrays.stream(claims.path("scope").asText().split(" ")).noneMatch(SCOPES::contains)) {
            throw GoogleErrors.grant("invalid_scope", "Invalid OAuth scope or ID token audience provided.");
        }
        checkTime(claims, call.now());
    }

    private static void checkTime(JsonNode claims, Instant now) {
        Instant issued = Instant.ofEpochSecond(claims.path("iat").asLong());
        Instant expires = Instant.ofEpochSecond(claims.path("exp").asLong());
        boolean tooLong = expires.isAfter(issued.plusSeconds(SECONDS));
        if (issued.isAfter(now.plus(SKEW)) || !expires.isAfter(now.minus(SKEW)) || tooLong) {
            throw GoogleErrors.grant(
                    "invalid_grant",
                    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe.");
        }
    }

    private static JsonNode decoded(String part) {
        try {
            return MAPPER.readTree(new String(bytes(part), StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw GoogleErrors.grant("invalid_grant", "Bad Request: the assertion is no JWT");
        }
    }

    private static byte[] bytes(String part) {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            throw GoogleErrors.grant("invalid_grant", "Bad Request: the assertion is no JWT");
        }
    }
}
