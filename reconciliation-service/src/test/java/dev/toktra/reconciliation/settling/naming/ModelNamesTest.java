package dev.toktra.reconciliation.settling.naming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.reconciliation.settling.naming.ModelNames.Alias;
import dev.toktra.reconciliation.settling.naming.ModelNames.By;
import dev.toktra.reconciliation.settling.naming.ModelNames.Deployment;
import dev.toktra.reconciliation.settling.naming.ModelNames.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ModelNamesTest {

    private static final String OPENAI = "openai";

    /** Names as the four providers, and clouds that sell their models, write them; what they mean. */
    private static final Map<String, List<String>> KNOWN = Map.ofEntries(
            Map.entry(
                    "gpt-4o", List.of("gpt-4o", "gpt-4o-2024-08-06", "GPT-4o", " gpt-4o ", "openai/gpt-4o-2024-11-20")),
            Map.entry("gpt-4o-mini", List.of("gpt-4o-mini-2024-07-18")),
            Map.entry("gpt-4.1-mini", List.of("gpt-4.1-mini-2025-04-14")),
            Map.entry("gpt-5.3-codex", List.of("gpt-5.3-codex")),
            Map.entry("gpt-5-chat-latest", List.of("gpt-5-chat-latest")),
            Map.entry("chatgpt-4o-latest", List.of("chatgpt-4o-latest")),
            Map.entry("o3", List.of("o3-2025-04-16")),
            Map.entry("o4-mini", List.of("o4-mini-2025-04-16")),
            Map.entry("gpt-4", List.of("gpt-4-0613", "gpt-4")),
            Map.entry("gpt-4-1106-preview", List.of("gpt-4-1106-preview")),
            Map.entry("gpt-4-turbo", List.of("gpt-4-turbo-2024-04-09")),
            Map.entry("gpt-3.5-turbo", List.of("gpt-35-turbo", "gpt-3.5-turbo-0125", "gpt-35-turbo-0613")),
            Map.entry("gpt-3.5-turbo-16k", List.of("gpt-35-turbo-16k-0613")),
            Map.entry("gpt-oss-120b", List.of("openai.gpt-oss-120b-1:0")),
            Map.entry("text-embedding-3-small", List.of("text-embedding-3-small")),
            Map.entry("text-embedding-ada-002", List.of("text-embedding-ada-002")),
            Map.entry("ft:gpt-4o-mini-2024-07-18:acme::a1b2", List.of("ft:gpt-4o-mini-2024-07-18:acme::A1b2")),
            Map.entry("ft:gpt-4o:acme:trial:a-20240101", List.of("ft:gpt-4o:acme:trial:a-20240101")),
            Map.entry(
                    "claude-3-5-sonnet",
                    List.of(
                            "claude-3-5-sonnet-20241022",
                            "claude-3-5-sonnet-latest",
                            "claude-3.5-sonnet",
                            "claude-3-5-sonnet-v2@20241022",
                            "us.anthropic.claude-3-5-sonnet-20241022-v2:0")),
            Map.entry(
                    "claude-sonnet-4-5",
                    List.of(
                            "claude-sonnet-4-5@20250929",
                            "claude-sonnet-4-5-20250929",
                            "claude-sonnet-4.5",
                            "publishers/anthropic/models/claude-sonnet-4-5@20250929",
                            "global.anthropic.claude-sonnet-4-5-20250929-v1:0")),
            Map.entry("claude-opus-4-1", List.of("claude-opus-4-1-20250805", "anthropic/claude-opus-4.1")),
            Map.entry(
                    "claude-sonnet-4",
                    List.of("claude-sonnet-4-20250514", "claude-sonnet-4-0", "claude-sonnet-4@default")),
            Map.entry("claude-opus-5", List.of("claude-opus-5")),
            Map.entry("claude-2.1", List.of("claude-2.1", "anthropic.claude-2.1")),
            Map.entry(
                    "gemini-2.5-pro",
                    List.of(
                            "publishers/google/models/gemini-2.5-pro",
                            "models/gemini-2.5-pro",
                            "projects/p/locations/eu/publishers/google/models/gemini-2.5-pro",
                            "google/gemini-2.5-pro")),
            Map.entry("gemini-1.5-pro", List.of("gemini-1.5-pro-002", "gemini-1.5-pro-latest")),
            Map.entry("gemini-2.0-flash", List.of("gemini-2.0-flash-001")),
            Map.entry(
                    "gemini-2.5-flash-preview",
                    List.of("gemini-2.5-flash-preview-09-2025", "gemini-2.5-flash-preview-05-20")),
            Map.entry("gemini-2.5-pro-exp", List.of("gemini-2.5-pro-exp-03-25")),
            Map.entry("gemini-embedding-001", List.of("gemini-embedding-001")),
            Map.entry("text-embedding-005", List.of("publishers/google/models/text-embedding-005")),
            Map.entry("nova-pro", List.of("eu.amazon.nova-pro-v1:0")),
            Map.entry("llama3:8b", List.of("llama3:8b")),
            Map.entry("unknown", List.of("unknown", "", "  ", "UNKNOWN")),
            Map.entry("/", List.of("/")),
            Map.entry("@", List.of("@")));

    private static final ModelNames BUILT_IN = ModelNames.builtIn();

    @Test
    void whatProvidersAddToANameGoesAndTheVersionStays() {
        KNOWN.forEach((canonical, names) -> names.forEach(
                name -> assertThat(BUILT_IN.canonical("any", name)).as(name).isEqualTo(canonical)));
    }

    @Test
    void anAliasGoesBeforeWhatIsBuiltInAndAnExactOneBeforeAPattern() {
        ModelNames names = names(
                alias("gpt-*", "other gpt"),
                alias("gpt-4*", "gpt-4 family"),
                alias("*", "rest"),
                alias("GPT-4o-2024-08-06", "gpt-4o-August"));
        assertThat(names.named(OPENAI, "gpt-4o-2024-08-06")).isEqualTo(named("gpt-4o-august", "gpt-4o-2024-08-06"));
        assertThat(names.named(OPENAI, "gpt-4o")).isEqualTo(named("gpt-4 family", "gpt-4*"));
        assertThat(names.named(OPENAI, "gpt-5")).isEqualTo(named("other gpt", "gpt-*"));
        assertThat(names.named(OPENAI, "o3")).isEqualTo(named("rest", "*"));
        assertThat(names.canonical("anthropic", "claude-opus-4-1-20250805")).isEqualTo("claude-opus-4-1");
    }

    @Test
    void anAliasToItselfKeepsASnapshotApart() {
        ModelNames names = names(alias("gpt-4o-2024-05-13", "gpt-4o-2024-05-13"));
        assertThat(names.canonical(OPENAI, "gpt-4o-2024-05-13")).isEqualTo("gpt-4o-2024-05-13");
        assertThat(names.canonical(OPENAI, "openai/gpt-4o-2024-05-13")).isEqualTo("gpt-4o-2024-05-13");
        assertThat(names.canonical(OPENAI, "gpt-4o-2024-08-06")).isEqualTo("gpt-4o");
    }

    @Test
    void anAliasOfACanonicalNameMeansAllItsNames() {
        ModelNames names = names(alias("gpt-4o", "omni"));
        assertThat(names.named(OPENAI, "gpt-4o-2024-08-06")).isEqualTo(named("omni", "gpt-4o"));
    }

    @Test
    void aNameSaysWhereItComesFrom() {
        assertThat(BUILT_IN.named(OPENAI, "gpt-4o")).isEqualTo(new Named("gpt-4o", By.ITSELF, null));
        assertThat(BUILT_IN.named(OPENAI, "gpt-4o-2024-08-06")).isEqualTo(new Named("gpt-4o", By.BUILT_IN, null));
        assertThat(BUILT_IN.named(OPENAI, "GPT-4o")).isEqualTo(new Named("gpt-4o", By.BUILT_IN, null));
    }

    @Test
    void aDeploymentIsCalledByItsModelWhereThatIsOne() {
        ModelNames names = new ModelNames(
                List.of(),
                List.of(
                        deployment("turbo-35", "gpt-35-turbo"),
                        deployment("prod", "gpt-4o"),
                        deployment("prod", "gpt-4.1"),
                        deployment("gpt-4.1", "gpt-4o"),
                        deployment("gpt-4o", "gpt-5")));
        assertThat(names.named("azure_openai", "Turbo-35")).isEqualTo(new Named("gpt-3.5-turbo", By.DEPLOYMENT, null));
        assertThat(names.canonical("azure_openai", "prod")).isEqualTo("prod");
        assertThat(names.canonical("azure_openai", "gpt-4o")).isEqualTo("gpt-4o");
        assertThat(names.canonical(OPENAI, "turbo-35")).isEqualTo("turbo-35");
    }

    @Test
    void aliasesInACircleMeanTheFirstOfThem() {
        ModelNames names = names(alias("b", "c"), alias("c", "a"), alias("a", "b"), alias("z", "c"));
        assertThat(List.of("a", "b", "c", "z"))
                .allSatisfy(name -> assertThat(names.canonical(OPENAI, name)).isEqualTo("a"));
    }

    @Test
    void theCanonicalNameOfACanonicalNameIsThatNameWhateverTheRules() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 20_000; run++) {
            List<Alias> aliases = many(random, 4, () -> alias(pattern(random), name(random)));
            List<Deployment> deployments = many(random, 3, () -> new Deployment(OPENAI, name(random), name(random)));
            ModelNames names = new ModelNames(aliases, deployments);
            String name = name(random);
            String canonical = names.canonical(OPENAI, name);
            assertThat(names.canonical(OPENAI, canonical))
                    .as("seed %d: %s by %s and %s", seed, name, aliases, deployments)
                    .isEqualTo(canonical);
            assertThat(canonical).as("seed %d: %s", seed, name).isNotBlank();
        }
    }

    @Test
    void longPatternsAreAnsweredAtOnce() {
        Wildcard slow = new Wildcard("*a".repeat(100) + "b");
        assertThat(slow.fits("a".repeat(100_000))).isFalse();
    }

    private static <T> List<T> many(Random random, int most, Supplier<T> one) {
        List<T> all = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            all.add(one.get());
        }
        return all;
    }

    private static String name(Random random) {
        String[] parts = {
            "gpt-4o", "gpt-35", "-turbo", "-0613", "-2024-08-06", "-20241022", "claude-", "sonnet-", "4", "-0", ".5",
                    "-v2",
            ":0", "@", "/", "models/", "gemini-1.5", "-001", "-latest", "-preview", "-09-2025", "us.", "anthropic.",
                    " ",
            "A", "b", "ft:", "İ", "-05-06", "unknown"
        };
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            name.append(parts[random.nextInt(parts.length)]);
        }
        return name.toString();
    }

    private static String pattern(Random random) {
        String name = name(random);
        int cut = random.nextInt(name.length() + 1);
        return switch (random.nextInt(3)) {
            case 0 -> name;
            case 1 -> name.substring(0, cut) + "*";
            default -> "*" + name.substring(cut);
        };
    }

    private static ModelNames names(Alias... aliases) {
        return new ModelNames(List.of(aliases), List.of());
    }

    private static Alias alias(String pattern, String canonical) {
        return new Alias(OPENAI, pattern, canonical);
    }

    private static Deployment deployment(String name, String model) {
        return new Deployment("azure_openai", name, model);
    }

    private static Named named(String canonical, String pattern) {
        return new Named(canonical, By.ALIAS, pattern);
    }
}
