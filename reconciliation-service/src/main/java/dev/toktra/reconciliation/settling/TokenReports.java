package dev.toktra.reconciliation.settling;

import dev.toktra.reconciliation.providers.Provider;
import dev.toktra.reconciliation.providers.Source;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The reports that tell tokens, as their words are in tables: how far they were read says how settled an hour is. */
public final class TokenReports {

    private TokenReports() {}

    /** Those of a provider. */
    static List<String> of(Provider provider) {
        return words(Source.of(provider));
    }

    /** Those of all providers. */
    public static List<String> all() {
        return words(Arrays.asList(Source.values()));
    }

    private static List<String> words(List<Source> sources) {
        return sources.stream()
                .filter(source -> source.kind() == Source.Kind.TOKENS)
                .map(source -> source.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
