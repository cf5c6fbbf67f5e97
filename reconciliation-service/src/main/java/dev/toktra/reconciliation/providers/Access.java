package dev.toktra.reconciliation.providers;

import java.net.URI;
import java.util.List;

/** Where a provider is reached and as whom. The addresses are the only hosts that a client ever calls. */
public sealed interface Access {

    Provider provider();

    /** {@code base} ends with the version, such as {@code https://api.openai.com/v1}; the key is an admin key. */
    record OpenAiAccess(URI base, Secret adminKey) implements Access {
        public OpenAiAccess {
            mustBeAddress(base);
        }

        @Override
        public Provider provider() {
            return Provider.OPENAI;
        }
    }

    /** {@code base} is without the version, such as {@code https://api.anthropic.com}. */
    record AnthropicAccess(URI base, Secret adminKey) implements Access {
        public AnthropicAccess {
            mustBeAddress(base);
        }

        @Override
        public Provider provider() {
            return Provider.ANTHROPIC;
        }
    }

    /** An application of a tenant: {@code login} gives its tokens, {@code management} its resources and metrics. */
    record AzureAccess(
            URI login, URI management, String tenant, String clientId, Secret clientSecret, List<String> subscriptions)
            implements Access {
        public AzureAccess {
            mustBeAddress(login);
            mustBeAddress(management);
            mustName(List.of(tenant, clientId));
            mustName(subscriptions);
            subscriptions = List.copyOf(subscriptions);
        }

        @Override
        public Provider provider() {
            return Provider.AZURE_OPENAI;
        }
    }

    /**
     * The JSON key of a service account. Its own {@code token_uri} is ignored: tokens are asked for at {@code token}
     * only, so that an uploaded file cannot name the host.
     */
    record VertexAccess(URI token, URI monitoring, Secret serviceAccount, List<String> projects) implements Access {
        public VertexAccess {
            mustBeAddress(token);
            mustBeAddress(monitoring);
            mustName(projects);
            projects = List.copyOf(projects);
        }

        @Override
        public Provider provider() {
            return Provider.GCP_VERTEX;
        }
    }

    private static void mustBeAddress(URI uri) {
        boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        boolean bare = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
        if (!web || !bare || uri.getHost() == null) {
            throw new IllegalArgumentException("an address is http or https, a host, and at most a port and a path");
        }
    }

    private static void mustName(List<String> names) {
        if (names.isEmpty() || !names.stream().allMatch(name -> name.matches("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}"))) {
            throw new IllegalArgumentException(
                    "tenant, client, subscriptions and projects are plain names, at least one");
        }
    }
}
