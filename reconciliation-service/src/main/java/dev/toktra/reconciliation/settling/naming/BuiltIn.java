package dev.toktra.reconciliation.settling.naming;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What providers and clouds add to the name of a model, taken off step by step: where it is published, and which day's
 * snapshot of it it is. Versions that tell models apart stay.
 */
final class BuiltIn {

    private static final String DAY = "(?:0[1-9]|[12]\\d|3[01])";
    private static final String MONTH = "(?:0[1-9]|1[0-2])";

    private record Step(Pattern pattern, String instead) {

        Step(String pattern, String instead) {
            this(Pattern.compile(pattern), instead);
        }

        String of(String name) {
            return pattern.matcher(name).replaceFirst(instead).strip();
        }
    }

    private static final List<Step> STEPS = List.of(
            // publishers/google/models/gemini-2.5-pro, models/gemini-2.5-pro, openai/gpt-4o
            new Step("^.*/(?=[^/]*[^/\\s])", ""),
            // Vertex: claude-sonnet-4-5@20250929, @default
            new Step("(?<=.)@[\\w.-]*$", ""),
            // Bedrock: eu.anthropic.claude-…, openai.gpt-oss-120b-1:0
            new Step(
                    "^(?:(?:us|us-gov|eu|apac|ap|jp|au|ca|sa|me|global)\\.)?"
                            + "(?:ai21|amazon|anthropic|cohere|deepseek|google|meta|mistral|openai|qwen|writer)\\.(?=.)",
                    ""),
            new Step("(?<=.)-v?\\d+:\\d+(?::\\w+)?$", ""),
            // Azure has no dots in names
            new Step("^gpt-35(?=$|-)", "gpt-3.5"),
            // 2024-08-06, 20241022, 09-2025; preview-05-06
            new Step("(?<=.)-20\\d\\d-" + MONTH + "-" + DAY + "$", ""),
            new Step("(?<=.)-20\\d\\d" + MONTH + DAY + "$", ""),
            new Step("(?<=.)-" + MONTH + "-20\\d\\d$", ""),
            new Step("(?<=-(?:preview|exp))-" + MONTH + "-" + DAY + "$", ""),
            // gpt-4-0613; gemini-1.5-pro-002, but not gemini-embedding-001
            new Step("^(gpt-\\d.*)-" + MONTH + DAY + "$", "$1"),
            new Step("^(gemini-\\d.*)-00\\d$", "$1"),
            new Step("^((?:claude|gemini)-.*\\d.*)-latest$", "$1"),
            // claude-3.5-sonnet of resellers, claude-3-5-sonnet-v2 of Vertex, claude-sonnet-4-0 for the first of 4
            new Step("^(claude-(?:[a-z]+-)?(?:[3-9]|\\d\\d))\\.(?=\\d)", "$1-"),
            new Step("^(claude-.*)-v\\d+$", "$1"),
            new Step("^(claude-[a-z]+-\\d+)-0$", "$1"));

    private BuiltIn() {}

    /** The name with the first of these additions taken off; the name itself where there is none. */
    static String step(String name) {
        if (name.startsWith("ft:")) {
            return name; // what somebody trained is a model of its own, at prices of its own
        }
        for (Step step : STEPS) {
            String shorter = step.of(name);
            if (!shorter.equals(name)) {
                return shorter;
            }
        }
        return name;
    }
}
