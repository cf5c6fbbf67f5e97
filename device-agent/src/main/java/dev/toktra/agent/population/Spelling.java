package dev.toktra.agent.population;

import java.util.Map;
import java.util.Optional;

/** How providers spell the models that devices call by short names. */
final class Spelling {

    private static final Map<String, String> DATED = Map.of(
            "openai gpt-5.5", "gpt-5.5-2026-04-23",
            "openai gpt-5.4-mini", "gpt-5.4-mini-2026-03-17",
            "openai gpt-4o", "gpt-4o-2024-08-06",
            "anthropic claude-sonnet-5", "claude-sonnet-5-20260609",
            "anthropic claude-haiku-4-5", "claude-haiku-4-5-20251001",
            "anthropic claude-3-5-sonnet", "claude-3-5-sonnet-20241022",
            "gcp_vertex gemini-2.5-pro", "publishers/google/models/gemini-2.5-pro",
            "gcp_vertex gemini-3.5-flash", "publishers/google/models/gemini-3.5-flash",
            "gcp_vertex gemini-1.5-pro", "gemini-1.5-pro-002",
            "gcp_vertex claude-sonnet-4-5", "publishers/anthropic/models/claude-sonnet-4-5@20250929");

    private Spelling() {}

    static String of(String provider, String model) {
        return Optional.ofNullable(DATED.get(provider + " " + model)).orElse(model);
    }

    static String of(ModelOffer offer) {
        return of(offer.provider(), offer.model());
    }
}
