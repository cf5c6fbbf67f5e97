package dev.toktra.scoring.scores;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which models are top class, by patterns in which {@code *} stands for anything; one that begins with {@code !} takes models
 * out again. Case does not count.
 */
public final class ModelClasses {

    private final List<Pattern> top;
    private final List<Pattern> notTop;

    public ModelClasses(List<String> patterns) {
        top = patterns.stream()
                .filter(pattern -> !pattern.startsWith("!"))
                .map(ModelClasses::compiled)
                .toList();
        notTop = patterns.stream()
                .filter(pattern -> pattern.startsWith("!"))
                .map(pattern -> compiled(pattern.substring(1)))
                .toList();
    }

    public boolean isTop(String model) {
        String name = model.strip().toLowerCase(Locale.ROOT);
        return top.stream().anyMatch(pattern -> pattern.matcher(name).matches())
                && notTop.stream().noneMatch(pattern -> pattern.matcher(name).matches());
    }

    private static Pattern compiled(String wildcard) {
        String name = wildcard.strip().toLowerCase(Locale.ROOT);
        return Pattern.compile(Pattern.quote(name).replace("*", "\\E.*\\Q"));
    }
}
