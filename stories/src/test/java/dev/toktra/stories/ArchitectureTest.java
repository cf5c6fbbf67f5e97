package dev.toktra.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No module is left out of the gates, and no file carries what belongs in the root pom. */
class ArchitectureTest {

    private static final Path ROOT = Path.of(System.getProperty("toktra.root"));

    @Test
    void everyModuleSaysWhatItPromises() throws Exception {
        assertThat(modules())
                .hasSizeGreaterThan(10)
                .allSatisfy(module -> assertThat(packagePages(module))
                        .as("package-info of %s", module)
                        .isNotEmpty());
    }

    @Test
    void everyModuleRunsTheHouseRules() throws Exception {
        assertThat(modules())
                .filteredOn(module -> !module.endsWith("benchmarks"))
                .allSatisfy(module -> {
                    try (Stream<Path> files = Files.walk(module.resolve("src/test/java"))) {
                        assertThat(files.map(file -> file.getFileName().toString()))
                                .as("tests of %s", module)
                                .containsAnyOf("ArchitectureTest.java", "HouseRulesTest.java");
                    }
                });
    }

    @Test
    void versionsStandInTheRootPomOnly() throws Exception {
        assertThat(modules()).allSatisfy(module -> {
            String pom = Files.readString(module.resolve("pom.xml")).replaceFirst("(?s)<parent>.*?</parent>", "");
            assertThat(pom).as("pom of %s", module).doesNotContain("<version>");
        });
    }

    private static List<Path> modules() throws Exception {
        try (Stream<Path> children = Files.list(ROOT)) {
            return children.filter(child -> Files.exists(child.resolve("pom.xml")))
                    .toList();
        }
    }

    private static List<Path> packagePages(Path module) throws Exception {
        try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
            return files.filter(file -> file.endsWith("package-info.java")).toList();
        }
    }
}
