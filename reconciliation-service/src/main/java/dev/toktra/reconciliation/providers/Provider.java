package dev.toktra.reconciliation.providers;

import java.util.Arrays;
import java.util.Optional;

/** A provider whose figures are read; {@link #word} is its name in tables, topics and JSON. */
public enum Provider {
    OPENAI("openai"),
    ANTHROPIC("anthropic"),
    AZURE_OPENAI("azure_openai"),
    GCP_VERTEX("gcp_vertex");

    private final String word;

    Provider(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** The provider of a word, empty for any other word; case counts. */
    public static Optional<Provider> of(String word) {
        return Arrays.stream(values())
                .filter(provider -> provider.word.equals(word))
                .findFirst();
    }
}
