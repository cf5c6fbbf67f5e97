package dev.toktra.scoring.tiers.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a model may be called: the name as it was given, and shorter ones without place, region and day of a snapshot. */
final class ModelName {

    private static final List<Pattern> ADDITIONS = List.of(
            // publishers/google/models/gemini-2.5-pro, openai/gpt-4o
            Pattern.compile("^.*/(?=[^/]*[^/\\s])"),
            // claude-sonnet-4-5@20250929
            Pattern.compile("(?<=.)@[\\w.-]*$"),
            // eu.anthropic.claude-…-v1:0
            Pattern.compile(
                    "^(?:[a-z-]{2,6}\\.)?(?:amazon|anthropic|cohere|deepseek|google|meta|mistral|openai|qwen)\\.(?=.)"),
            Pattern.compile("(?<=.)-v?\\d+:\\d+(?::\\w+)?$"),
            // 2024-08-06, 20241022
            Pattern.compile("(?<=.)-20\\d\\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])$"),
            Pattern.compile("(?<=.)-20\\d\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])$"),
            // gpt-4-0613, gemini-1.5-pro-002
            Pattern.compile("(?<=^gpt-\\d.{0,40})-(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])$"),
            Pattern.compile("(?<=^gemini-\\d.{0,40})-00\\d$"),
            Pattern.compile("(?<=.)-latest$"));

    private ModelName() {}

    /** The names, the given one first; each further one is shorter than the one before it. */
    static List<String> forms(String given) {
        List<String> forms = new ArrayList<>();
        String name = given.strip().toLowerCase(Locale.ROOT);
        forms.add(name);
        boolean shorter = true;
        while (shorter) {
            String before = name;
            for (Pattern addition : ADDITIONS) {
                name = addition.matcher(name).replaceFirst("");
            }
            shorter = !name.equals(before);
            if (shorter) {
                forms.add(name);
            }
        }
        return forms;
    }
}
