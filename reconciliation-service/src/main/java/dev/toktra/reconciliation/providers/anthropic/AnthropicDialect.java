package dev.toktra.reconciliation.providers.anthropic;

import dev.toktra.reconciliation.providers.Access.AnthropicAccess;
import dev.toktra.reconciliation.providers.Failure;
import dev.toktra.reconciliation.providers.Trouble;
import dev.toktra.reconciliation.providers.http.Dialect;
import dev.toktra.reconciliation.providers.http.Refused;
import io.smallrye.mutiny.Uni;
import java.util.Map;

/** An admin key in the header, and errors as {@code {"type":"error","error":{"type","message"}}}. */
record AnthropicDialect(AnthropicAccess access) implements Dialect {

    @Override
    public String name() {
        return "Anthropic";
    }

    @Override
    public Uni<Map<String, String>> headers() {
        return Uni.createFrom()
                .item(Map.of(
                        "x-api-key", access.adminKey().reveal(),
                        "anthropic-version", "2023-06-01",
                        "User-Agent", "Toktra/1.0"));
    }

    @Override
    public Trouble trouble(Refused refused) {
        return switch (refused.status()) {
            case 400 -> refusedQuestion(refused);
            case 401 ->
                Trouble.of(
                        Failure.UNAUTHORIZED,
                        "Anthropic does not accept the key. It must be an admin key (sk-ant-admin…) of an organization"
                                + " that was not revoked; keys of workspaces do not work.");
            case 403 ->
                Trouble.of(
                        Failure.FORBIDDEN,
                        "The key is real but may not read this. Make an admin key as an administrator of the"
                                + " organization.");
            default -> usual(refused, refused.hint("/error/type"));
        };
    }

    private Trouble refusedQuestion(Refused refused) {
        if (refused.text("/error/message").contains("too far in the past")) {
            return Trouble.of(Failure.TOO_FAR_BACK, "Anthropic keeps no figures from so long ago.");
        }
        if (refused.text("/error/message").contains("bucket_width")) {
            return Trouble.of(Failure.WIDTH_REFUSED, "Anthropic has no buckets of this width for this time.");
        }
        return usual(refused, refused.hint("/error/type"));
    }
}
