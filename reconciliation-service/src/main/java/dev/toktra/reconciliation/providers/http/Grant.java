package dev.toktra.reconciliation.providers.http;

import com.fasterxml.jackson.databind.JsonNode;

/** The answer of a token endpoint. */
public record Grant(JsonNode body, String provider) {

    /** Tokens that name many groups are long, but must fit into a header. */
    private static final int LONGEST_TOKEN = 16_000;

    /** The token as these tokens keep it. */
    public BearerTokens.Token in(BearerTokens tokens) {
        try {
            Fields fields = new Fields(body);
            Long seconds = fields.count("expires_in");
            String token = fields.text("access_token", LONGEST_TOKEN);
            if (token != null && !token.isBlank()) {
                return tokens.token(token, seconds == null ? 0 : seconds);
            }
        } catch (Malformed malformed) {
            // falls through
        }
        throw ProviderFault.broken(provider + " answered the sign-in with another shape than it documents.");
    }

    @Override
    public String toString() {
        return "Grant[" + provider + "]";
    }
}
