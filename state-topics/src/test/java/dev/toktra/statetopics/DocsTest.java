package dev.toktra.statetopics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.events.UnitState;
import dev.toktra.statetopics.publish.StateSource;
import io.micrometer.core.instrument.Meter;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The reference page says what there is: every setting with its default, every metric, every table. */
class DocsTest {

    private static final Path PAGE = Path.of(System.getProperty("toktra.root"), "docs/reference/state-topics.md");

    @Test
    void everySettingIsDocumentedWithItsDefault() throws IOException {
        Set<String> there = Arrays.stream(StateTopicsConfig.class.getMethods())
                .filter(method -> method.isAnnotationPresent(WithDefault.class))
                .map(method -> "| `toktra.state-topics."
                        + method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT) + "` | `"
                        + method.getAnnotation(WithDefault.class).value() + "` |")
                .collect(Collectors.toSet());
        assertThat(found("^\\| `toktra\\.state-topics\\.[^|]*\\| `[^|]*` \\|")).isEqualTo(there);
    }

    @Test
    void everyMetricIsDocumented() throws IOException {
        try (Bench bench = new Bench(Map.of())) {
            bench.topics.publisher(
                    bench.worker,
                    StateSource.of("units", UnitState.class, UnitTable::state).table("unit", "org_id", "unit_id"));
            bench.topics.copy("units", UnitState.class);
            Set<String> there = bench.meters.getMeters().stream()
                    .map(Meter::getId)
                    .map(DocsTest::nameInPrometheus)
                    .collect(Collectors.toSet());
            assertThat(found("^\\| `toktra_state_\\w+` \\| (?!grows)")).containsExactlyInAnyOrderElementsOf(there);
        }
    }

    @Test
    void everyTableIsDocumented() throws IOException {
        Bench.sql();
        Set<String> there = Set.copyOf(Bench.rows("""
                select '| `' || table_name || '` |' from information_schema.tables
                where table_name in ('publisher_marker', 'publisher_tombstone', 'dead_letter') or table_name like 'reader\\_%'
                """));
        assertThat(found("^\\| `[a-z]+_[a-z]+` \\|")).isEqualTo(there);
    }

    private static Set<String> found(String pattern) throws IOException {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(Files.readString(PAGE))
                .results()
                .map(MatchResult::group)
                .map(row -> row.startsWith("| `toktra_") ? row.substring(0, row.indexOf("` |") + 3) : row)
                .collect(Collectors.toSet());
    }

    private static String nameInPrometheus(Meter.Id id) {
        String unit = id.getBaseUnit() == null ? "" : "_" + id.getBaseUnit();
        String total = id.getType() == Meter.Type.COUNTER ? "_total" : "";
        return "| `" + id.getName().replace('.', '_') + unit + total + "` |";
    }
}
