package dev.toktra.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DocsTest {

    @Test
    void everyTypeIsDocumented() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("toktra.root"), "docs/reference/problems.md"));

        assertThat(page.lines())
                .containsSubsequence(Arrays.stream(StatusWords.values())
                        .map(words -> "| `" + words.slug() + "` | " + words.status() + " | `" + words.error() + "` | "
                                + words.title() + " |")
                        .toList());
    }
}
