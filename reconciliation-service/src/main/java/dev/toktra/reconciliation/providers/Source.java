package dev.toktra.reconciliation.providers;

import java.util.Arrays;
import java.util.List;

/**
 * One report of a provider. Reports of one provider overlap and are never added to one another, except the two kinds of
 * calls that OpenAI counts apart: only {@link Kind#TOKENS} is usage, costs are a second check in money, and coding says
 * what was made with usage that is counted already.
 */
public enum Source {
    OPENAI_COMPLETIONS(Provider.OPENAI, Kind.TOKENS),
    OPENAI_EMBEDDINGS(Provider.OPENAI, Kind.TOKENS),
    OPENAI_COSTS(Provider.OPENAI, Kind.COSTS),
    ANTHROPIC_MESSAGES(Provider.ANTHROPIC, Kind.TOKENS),
    ANTHROPIC_COSTS(Provider.ANTHROPIC, Kind.COSTS),
    CLAUDE_CODE(Provider.ANTHROPIC, Kind.CODING),
    AZURE_TOKENS(Provider.AZURE_OPENAI, Kind.TOKENS),
    VERTEX_TOKENS(Provider.GCP_VERTEX, Kind.TOKENS);

    /** What a report tells, and with it which client reads it. */
    public enum Kind {
        /** Read hour by hour with {@link ProviderUsageClient#counts}. */
        TOKENS,
        /** Read day by day with {@link ProviderCostClient#costs}. */
        COSTS,
        /** Read one day at a time with {@link CodingActivityClient#coding}. */
        CODING
    }

    private final Provider provider;
    private final Kind kind;

    Source(Provider provider, Kind kind) {
        this.provider = provider;
        this.kind = kind;
    }

    public Provider provider() {
        return provider;
    }

    public Kind kind() {
        return kind;
    }

    /** The reports that a connection to the provider can read. */
    public static List<Source> of(Provider provider) {
        return Arrays.stream(values())
                .filter(source -> source.provider == provider)
                .toList();
    }
}
