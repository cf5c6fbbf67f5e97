package dev.toktra.devstack.provider.names;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.Arrays;

/** The four providers, with their words on the wire and how long each usually takes to show what was used. */
public enum Provider {
    OPENAI("openai", Duration.ofMinutes(5)),
    ANTHROPIC("anthropic", Duration.ofMinutes(5)),
    AZURE_OPENAI("azure_openai", Duration.ofMinutes(3)),
    GCP_VERTEX("gcp_vertex", Duration.ofMinutes(4));

    private final String word;
    private final Duration usualDelay;

    Provider(String word, Duration usualDelay) {
        this.word = word;
        this.usualDelay = usualDelay;
    }

    @JsonCreator
    public static Provider of(String word) {
        return Arrays.stream(values())
                .filter(provider -> provider.word.equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(word + " is none of openai, anthropic, azure_openai, gcp_vertex"));
    }

    @JsonValue
    public String word() {
        return word;
    }

    /** How long after its use a token is usually shown. */
    public Duration usualDelay() {
        return usualDelay;
    }
}
