package dev.toktra.reconciliation.providers.connections.rules;

import static dev.toktra.reconciliation.providers.Provider.ANTHROPIC;
import static dev.toktra.reconciliation.providers.Provider.AZURE_OPENAI;
import static dev.toktra.reconciliation.providers.Provider.GCP_VERTEX;
import static dev.toktra.reconciliation.providers.Provider.OPENAI;

import dev.toktra.reconciliation.providers.Provider;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is set about a connection besides its secret; each belongs to one provider. */
public enum Setting {
    OPENAI_BASE_URL(OPENAI, Kind.ADDRESS, "https://api.openai.com/v1"),
    ANTHROPIC_BASE_URL(ANTHROPIC, Kind.ADDRESS, "https://api.anthropic.com"),
    AZURE_LOGIN_URL(AZURE_OPENAI, Kind.ADDRESS, "https://login.microsoftonline.com"),
    AZURE_MANAGEMENT_URL(AZURE_OPENAI, Kind.ADDRESS, "https://management.azure.com"),
    AZURE_TENANT(AZURE_OPENAI, Kind.NAME, null),
    AZURE_CLIENT_ID(AZURE_OPENAI, Kind.NAME, null),
    AZURE_SUBSCRIPTIONS(AZURE_OPENAI, Kind.NAMES, null),
    GCP_TOKEN_URL(GCP_VERTEX, Kind.ADDRESS, "https://oauth2.googleapis.com/token"),
    GCP_MONITORING_URL(GCP_VERTEX, Kind.ADDRESS, "https://monitoring.googleapis.com"),
    GCP_PROJECTS(GCP_VERTEX, Kind.NAMES, null);

    /** What a setting looks like. */
    public enum Kind {
        /** An address that the service will call with the secret. */
        ADDRESS,
        NAME,
        /** At least one name, in the order given. */
        NAMES
    }

    private final Provider provider;
    private final Kind kind;
    private final @Nullable String otherwise;

    Setting(Provider provider, Kind kind, @Nullable String otherwise) {
        this.provider = provider;
        this.kind = kind;
        this.otherwise = otherwise;
    }

    /** The settings of connections to a provider. */
    public static List<Setting> of(Provider provider) {
        return Arrays.stream(values())
                .filter(setting -> setting.provider == provider)
                .toList();
    }

    /** Its name in JSON and in the table, such as {@code base_url}. */
    public String word() {
        return name().substring(name().indexOf('_') + 1).toLowerCase(Locale.ROOT);
    }

    public Kind kind() {
        return kind;
    }

    /** What holds where it is not set; null where it must be. */
    public @Nullable String otherwise() {
        return otherwise;
    }
}
