package dev.toktra.reconciliation.providers;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

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

    /** What it says of what it did not count: 0 of all that it reports, null of what it never does. */
    public Counts nothing() {
        return switch (this) {
            case OPENAI -> new Counts(0, 0, 0L, 0L, 0L, null, 0L);
            case ANTHROPIC -> new Counts(0, 0, 0L, 0L, 0L, null, null);
            case AZURE_OPENAI, GCP_VERTEX -> Counts.of(0, 0, 0L);
        };
    }

    /** Whether it says of a key only who made it, not whose it is. */
    public boolean namesOnlyWhoMadeAKey() {
        return this == ANTHROPIC;
    }

    /** The provider of a word, empty for any other word; case counts. */
    public static Optional<Provider> of(String word) {
        return Arrays.stream(values())
                .filter(provider -> provider.word.equals(word))
                .findFirst();
    }

    /** All words, for people. */
    public static String words() {
        return Arrays.stream(values()).map(Provider::word).collect(Collectors.joining(", "));
    }
}
