package dev.toktra.reconciliation.providers.connections;

import dev.toktra.reconciliation.providers.Access;
import dev.toktra.reconciliation.providers.Access.AnthropicAccess;
import dev.toktra.reconciliation.providers.Access.AzureAccess;
import dev.toktra.reconciliation.providers.Access.OpenAiAccess;
import dev.toktra.reconciliation.providers.Access.VertexAccess;
import dev.toktra.reconciliation.providers.Secret;
import dev.toktra.reconciliation.providers.connections.rules.Setting;
import dev.toktra.reconciliation.providers.connections.rules.Settings;

/** What clients are given of a connection. */
final class Accesses {

    private Accesses() {}

    static Access of(Settings settings, Secret secret) {
        return switch (settings.provider()) {
            case OPENAI -> new OpenAiAccess(settings.address(Setting.OPENAI_BASE_URL), secret);
            case ANTHROPIC -> new AnthropicAccess(settings.address(Setting.ANTHROPIC_BASE_URL), secret);
            case AZURE_OPENAI ->
                new AzureAccess(
                        settings.address(Setting.AZURE_LOGIN_URL),
                        settings.address(Setting.AZURE_MANAGEMENT_URL),
                        settings.text(Setting.AZURE_TENANT),
                        settings.text(Setting.AZURE_CLIENT_ID),
                        secret,
                        settings.list(Setting.AZURE_SUBSCRIPTIONS));
            case GCP_VERTEX ->
                new VertexAccess(
                        settings.address(Setting.GCP_TOKEN_URL),
                        settings.address(Setting.GCP_MONITORING_URL),
                        secret,
                        settings.list(Setting.GCP_PROJECTS));
        };
    }
}
