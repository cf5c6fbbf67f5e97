package dev.toktra.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.devstack.fixture.TestPki;
import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.ingest.events.EventsConfig;
import dev.toktra.ingest.fixture.Ports;
import dev.toktra.ingest.fixture.TestDevice;
import dev.toktra.ingest.ports.DevicePortConfig;
import dev.toktra.ingest.queue.QueueConfig;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reference page says what there is: every setting with its default, every metric. */
@QuarkusTest
@WithTestResource(TestStack.class)
class DocsTest {

    private static final Path PAGE = Path.of(System.getProperty("toktra.root"), "docs/reference/ingest-service.md");

    private static Set<String> rows(String pattern) throws IOException {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(Files.readString(PAGE))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    private static Stream<String> settings(Class<?> mapping) {
        String prefix = mapping.getAnnotation(ConfigMapping.class).prefix();
        return Arrays.stream(mapping.getMethods())
                .filter(method -> method.isAnnotationPresent(WithDefault.class))
                .map(method -> "| `" + prefix + "."
                        + method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT) + "` | `"
                        + method.getAnnotation(WithDefault.class).value() + "` |");
    }

    @Test
    void everySettingIsDocumentedWithItsDefault() throws IOException {
        Set<String> there = Stream.of(EventsConfig.class, QueueConfig.class, DevicePortConfig.class)
                .flatMap(DocsTest::settings)
                .collect(Collectors.toSet());

        assertThat(rows("^\\| `toktra\\.(events|queue|device-port)\\.[^|]*\\| `[^|]*` \\|"))
                .isEqualTo(there);
    }

    @Test
    void everyMetricIsDocumented() throws IOException {
        Set<String> there = TestDevice.with(TestPki.running().withoutCertificate())
                .get(Ports.management("/q/metrics"))
                .response()
                .body()
                .lines()
                .filter(line -> line.startsWith("toktra_ingest_"))
                .map(line -> line.split("[{ ]")[0].replaceFirst("_(count|sum|max)$", ""))
                .map(name -> "| `" + name + "` |")
                .collect(Collectors.toSet());

        assertThat(rows("^\\| `toktra_ingest_\\w+` \\|")).isEqualTo(there);
        assertThat(List.copyOf(there)).hasSizeGreaterThan(6);
    }
}
