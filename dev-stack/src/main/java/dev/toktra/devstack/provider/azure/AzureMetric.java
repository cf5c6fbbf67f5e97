package dev.toktra.devstack.provider.azure;

import dev.toktra.devstack.provider.book.Amounts;
import dev.toktra.devstack.provider.names.Deployment;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** The metrics there are: an older family of OpenAI's models, a newer one of all, which count the same traffic. */
enum AzureMetric {
    PROCESSED_PROMPT_TOKENS("ProcessedPromptTokens", Amounts::input, Family.OLDER),
    GENERATED_TOKENS("GeneratedTokens", Amounts::output, Family.OLDER),
    TOKEN_TRANSACTION("TokenTransaction", amounts -> amounts.input() + amounts.output(), Family.OLDER),
    AZURE_OPENAI_REQUESTS("AzureOpenAIRequests", Amounts::requests, Family.REQUESTS),
    INPUT_TOKENS("InputTokens", Amounts::input, Family.NEWER),
    OUTPUT_TOKENS("OutputTokens", Amounts::output, Family.NEWER),
    TOTAL_TOKENS("TotalTokens", amounts -> amounts.input() + amounts.output(), Family.NEWER),
    MODEL_REQUESTS("ModelRequests", Amounts::requests, Family.MODEL_REQUESTS),
    CACHE_READ("cacheReadInputTokens", Amounts::cacheRead, Family.ANTHROPIC),
    EPHEMERAL_5M("ephemeral5mInputTokens", Amounts::cacheWrite5m, Family.ANTHROPIC),
    EPHEMERAL_1H("ephemeral1hInputTokens", Amounts::cacheWrite1h, Family.ANTHROPIC);

    private final String word;
    private final ToLongFunction<Amounts> amount;
    private final Family family;

    AzureMetric(String word, ToLongFunction<Amounts> amount, Family family) {
        this.word = word;
        this.amount = amount;
        this.family = family;
    }

    private enum Family {
        OLDER(false, "ApiName", "ModelDeploymentName", "FeatureName", "UsageChannel", "Region", "ModelVersion"),
        REQUESTS(
                false,
                "ApiName",
                "ModelDeploymentName",
                "Region",
                "ModelName",
                "ModelVersion",
                "StatusCode",
                "StreamType"),
        NEWER(true, "ApiName", "Region", "ModelDeploymentName", "ModelName", "ModelVersion"),
        MODEL_REQUESTS(
                true,
                "ApiName",
                "Region",
                "ModelDeploymentName",
                "ModelName",
                "ModelVersion",
                "StatusCode",
                "StreamType",
                "ServiceTierRequest",
                "ServiceTierResponse"),
        ANTHROPIC(true, "ApiName", "Region", "ModelDeploymentName", "ModelName", "ModelVersion", "ContextLength");

        private final boolean allMakers;
        private final List<String> dimensions;

        Family(boolean allMakers, String... dimensions) {
            this.allMakers = allMakers;
            this.dimensions = List.of(dimensions);
        }
    }

    static Optional<AzureMetric> of(String name) {
        return Arrays.stream(values())
                .filter(metric -> metric.word.equalsIgnoreCase(name))
                .findFirst();
    }

    String word() {
        return word;
    }

    long amount(Amounts amounts) {
        return amount.applyAsLong(amounts);
    }

    boolean has(String dimension) {
        return family.dimensions.stream().anyMatch(dimension::equalsIgnoreCase);
    }

    Predicate<Deployment> counts() {
        return deployment -> switch (family) {
            case ANTHROPIC -> deployment.format().equals("Anthropic");
            default -> family.allMakers || deployment.format().equals("OpenAI");
        };
    }
}
