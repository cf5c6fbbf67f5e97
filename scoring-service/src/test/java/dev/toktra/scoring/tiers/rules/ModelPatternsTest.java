package dev.toktra.scoring.tiers.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.scoring.tiers.rules.Access.Standing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelPatternsTest {

    private static final ModelPatterns PATTERNS = new ModelPatterns(Map.of(
            Tier.STANDARD, List.of("*-mini*", "gpt-*-mini*", "claude-opus-4-1-20250805"),
            Tier.ADVANCED, List.of("gpt-5*", "same-*"),
            Tier.PREMIUM, List.of("*-opus*", "o1", "*same-")));

    @ParameterizedTest(name = "{0} is {1} by {2}")
    @CsvSource({
        "gpt-5.2, ADVANCED, gpt-5*",
        "GPT-5.2, ADVANCED, gpt-5*",
        "gpt-5.2-2025-12-11, ADVANCED, gpt-5*",
        "gpt-5-mini, STANDARD, gpt-*-mini*",
        "o1-mini, STANDARD, *-mini*",
        "o1, PREMIUM, o1",
        "o1-2024-12-17, PREMIUM, o1",
        "openai/o1, PREMIUM, o1",
        "claude-opus-4-1, PREMIUM, *-opus*",
        "claude-opus-4-1-20250805, STANDARD, claude-opus-4-1-20250805",
        "claude-opus-4-5@20251101, PREMIUM, *-opus*",
        "us.anthropic.claude-opus-4-20250514-v1:0, PREMIUM, *-opus*",
        "publishers/anthropic/models/claude-opus-5, PREMIUM, *-opus*"
    })
    void modelIsFoundByItsGivenNameAndByItsShortOne(String model, Tier tier, String pattern) {
        assertThat(PATTERNS.find(model)).contains(new ModelPatterns.Named(tier, pattern));
    }

    @Test
    void ofPatternsThatSayAsMuchTheHigherTierHolds() {
        assertThat(PATTERNS.find("same-same-").orElseThrow().tier()).isEqualTo(Tier.PREMIUM);
    }

    @Test
    void whatNoTierNamesIsNotFound() {
        assertThat(PATTERNS.find("gemini-2.5-pro")).isEmpty();
        assertThat(PATTERNS.find("o10")).isEmpty();
        assertThat(PATTERNS.find("")).isEmpty();
    }

    @Test
    void organisationsOwnPatternsReplaceThoseOfTheirTierOnly() {
        ModelPatterns own = PATTERNS.with(Map.of(Tier.ADVANCED, List.of("gemini-*")));
        assertThat(own.find("gemini-2.5-pro").orElseThrow().tier()).isEqualTo(Tier.ADVANCED);
        assertThat(own.find("gpt-5.2")).isEmpty();
        assertThat(own.find("o1").orElseThrow().tier()).isEqualTo(Tier.PREMIUM);
    }

    @Test
    void patternsThatStutterTakeNoTime() {
        ModelPatterns evil = new ModelPatterns(Map.of(Tier.PREMIUM, List.of("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b")));
        assertThat(evil.find("a".repeat(200))).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1} for a model of {2}: {3}")
    @CsvSource({
        "ACTIVE, STANDARD, STANDARD, true",
        "ACTIVE, STANDARD, ADVANCED, false",
        "ACTIVE, PREMIUM, ADVANCED, true",
        "INACTIVE, PREMIUM, STANDARD, false",
        "UNKNOWN, STANDARD, STANDARD, true",
        "UNKNOWN, STANDARD, PREMIUM, false"
    })
    void accessIsByTierForWhoIsThere(Standing standing, Tier tier, Tier model, boolean allowed) {
        Access access = Access.of(standing, tier, Optional.of(new ModelPatterns.Named(model, "x*")), Tier.PREMIUM);
        assertThat(access.allowed()).isEqualTo(allowed);
        assertThat(access.reasonOfModel()).doesNotContain("is standard");
    }

    @Test
    void modelThatNoTierNamesNeedsTheTierThatTheSettingsSay() {
        Access access = Access.of(Standing.ACTIVE, Tier.ADVANCED, Optional.empty(), Tier.PREMIUM);
        assertThat(access.allowed()).isFalse();
        assertThat(access.reason()).isEqualTo("No tier names the model, so it needs premium. The person is advanced.");
    }
}
