package dev.toktra.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages tell the truth: what they name exists, and what a user can set or meet is on a page. */
class DocsTest {

    private static final Path ROOT = Path.of(System.getProperty("toktra.root"));
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|mailto:|#)([^)#]+)(?:#[^)]*)?\\)");
    private static final Pattern CLASS_NAME = Pattern.compile("`([A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+)`");
    private static final Pattern PROPERTY =
            Pattern.compile("\\$\\{(toktra\\.[a-z0-9.-]+)|^(toktra\\.[a-z0-9.-]+)=", Pattern.MULTILINE);
    private static final Pattern PREFIX = Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"");
    private static final Pattern SETTING = Pattern.compile("@WithDefault\\(\"([^\"]*)\"\\)\\s*[\\w<>]+ (\\w+)\\(\\);");
    private static final Pattern PROBLEM =
            Pattern.compile("new Problem\\(\\s*\\d{3},\\s*\"([a-z-]+)\"|unavailable\\(\\s*\"([a-z-]+)\"");
    private static final Set<String> NAMES_OF_OTHERS = Set.of("CopyManager", "KafkaConsumer");

    @Test
    void everyRelativeLinkLeadsSomewhere() {
        assertThat(pages())
                .isNotEmpty()
                .allSatisfy(page -> assertThat(found(LINK, read(page)))
                        .allSatisfy(target ->
                                assertThat(page.resolveSibling(target)).exists()));
    }

    @Test
    void everyClassNamedOnAPageExists() {
        Set<String> classes = sources()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
        Set<String> named = new TreeSet<>();
        pages().forEach(page -> named.addAll(found(CLASS_NAME, read(page))));
        named.removeAll(NAMES_OF_OTHERS);
        assertThat(named).isNotEmpty().isSubsetOf(classes);
    }

    @Test
    void everyPropertyOfAServiceIsInTheReference() {
        String reference = reference();
        Set<String> properties = new TreeSet<>();
        files("application.properties")
                .filter(file -> file.toString().contains("src/main/resources"))
                .forEach(file -> properties.addAll(found(PROPERTY, read(file))));
        assertThat(properties)
                .isNotEmpty()
                .filteredOn(property -> !reference.contains("`" + property + "`"))
                .isEmpty();
    }

    @Test
    void everySettingIsInTheReferenceWithItsDefault() {
        String reference = reference();
        Set<String> rows = sources()
                .map(DocsTest::read)
                .filter(source -> PREFIX.matcher(source).find())
                .flatMap(DocsTest::settings)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(rows)
                .hasSizeGreaterThan(20)
                .filteredOn(row -> !reference.contains(row))
                .isEmpty();
    }

    private static Stream<String> settings(String source) {
        String prefix =
                PREFIX.matcher(source).results().findFirst().orElseThrow().group(1);
        return SETTING.matcher(source)
                .results()
                .map(setting -> "| `" + prefix + "."
                        + setting.group(2).replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT) + "` | `"
                        + setting.group(1)
                        + "` |");
    }

    @Test
    void everyProblemTypeIsInTheReference() {
        String reference = reference();
        Set<String> types = new TreeSet<>();
        sources()
                .filter(file -> file.toString().contains("src/main"))
                .forEach(file -> types.addAll(found(PROBLEM, read(file))));
        assertThat(types)
                .isNotEmpty()
                .filteredOn(type -> !reference.contains("`" + type + "`"))
                .isEmpty();
    }

    private static String reference() {
        return pages().filter(page -> page.toString().contains("docs/reference"))
                .map(DocsTest::read)
                .collect(Collectors.joining("\n"));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(DocsTest::firstGroup).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String firstGroup(MatchResult match) {
        return match.group(1) != null ? match.group(1) : match.group(2);
    }

    private static Stream<Path> pages() {
        return files(".md");
    }

    private static Stream<Path> sources() {
        return files(".java");
    }

    private static Stream<Path> files(String ending) {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all
                    .filter(file -> file.toString().endsWith(ending))
                    .filter(file -> !file.toString().matches(".*/(target|node_modules|\\.git|\\.toktra)/.*"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
