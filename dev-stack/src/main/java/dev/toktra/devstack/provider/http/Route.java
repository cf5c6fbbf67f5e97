package dev.toktra.devstack.provider.http;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** An endpoint: its name in scripts and journal, and which paths it answers; groups of the pattern are the path's parts. */
public record Route(String endpoint, String method, Pattern path, Function<Call, Answer> answer) {

    public static Route get(String endpoint, String path, Function<Call, Answer> answer) {
        return new Route(endpoint, "GET", Pattern.compile(path), answer);
    }

    public static Route post(String endpoint, String path, Function<Call, Answer> answer) {
        return new Route(endpoint, "POST", Pattern.compile(path), answer);
    }

    Optional<List<String>> parts(String askedPath) {
        Matcher matcher = path.matcher(askedPath);
        return matcher.matches()
                ? Optional.of(IntStream.rangeClosed(1, matcher.groupCount())
                        .mapToObj(matcher::group)
                        .toList())
                : Optional.empty();
    }
}
