package dev.toktra.devstack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.devstack.provider.book.Figure;
import dev.toktra.devstack.provider.names.Account;
import dev.toktra.devstack.provider.names.Deployment;
import dev.toktra.devstack.provider.names.Project;
import dev.toktra.devstack.provider.names.Provider;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A reader that knows nothing but the protocols gets the sums of the book, however its pages are cut. */
class PagesAddUpTest {

    static final Instant START = Instant.parse("2026-11-17T00:00:00Z");
    static final Instant END = Instant.parse("2026-11-19T00:00:00Z");
    private static final List<String> MODELS = List.of("gpt-4o", "gpt-5.2", "claude-opus-5", "gemini-2.5-pro");

    private static final List<Optional<String>> KEYS = List.of(Optional.empty(), Optional.of(""), Optional.of("k1"));

    static LongStream seeds() {
        long first = Long.getLong("seed", new Random().nextLong(1_000_000));
        return LongStream.range(first, first + 8);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyProviderAddsUp(long seed) {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        try (ProviderSimulator simulator =
                ProviderSimulator.start(Clock.fixed(END.plusSeconds(86_400), ZoneOffset.UTC))) {
            names(simulator);
            for (Provider provider : Provider.values()) {
                List<Figure> figures = figures(provider, random);
                enter(simulator, provider, figures);
                simulator.script().rowsPerPage(provider, 1 + random.nextInt(9));
                PageReader reader = new PageReader(new Asking(simulator), random);
                assertThat(reader.read(provider))
                        .as("%s, seed %d", provider, seed)
                        .isEqualTo(expected(provider, figures));
            }
        }
    }

    @Test
    void readerSeesThatAPageIsMissing() {
        Random random = new Random(1);
        try (ProviderSimulator simulator =
                ProviderSimulator.start(Clock.fixed(END.plusSeconds(86_400), ZoneOffset.UTC))) {
            List<Figure> figures = figures(Provider.OPENAI, random);
            enter(simulator, Provider.OPENAI, figures.subList(1, figures.size()));
            Map<String, List<Long>> read = new PageReader(new Asking(simulator), random).read(Provider.OPENAI);
            assertThat(read).isNotEqualTo(expected(Provider.OPENAI, figures));
        }
    }

    private static void names(ProviderSimulator simulator) {
        for (String name : List.of("p1", "p2")) {
            simulator.book().names().add(Project.of(Provider.GCP_VERTEX, name, name));
            simulator.book().names().add(Account.of("sub", name));
            MODELS.forEach(model -> simulator.book().names().add(Deployment.of(name, "d-" + model, model)));
        }
    }

    private static List<Figure> figures(Provider provider, Random random) {
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Instant hour = START.plusSeconds(8 * 3600L * random.nextInt(6));
            String model = MODELS.get(random.nextInt(MODELS.size()));
            boolean named = provider == Provider.AZURE_OPENAI || provider == Provider.GCP_VERTEX;
            figures.add(Figure.of(provider, hour, model)
                    .project(named || random.nextBoolean() ? "p" + (1 + random.nextInt(2)) : null)
                    .user(random.nextBoolean() ? null : "u1")
                    .key(KEYS.get(random.nextInt(3)).orElse(null))
                    .deployment("d-" + model)
                    .tokens(1 + random.nextInt(1_000_000), 1 + random.nextInt(100_000))
                    .cached(random.nextInt(1000), random.nextInt(100), random.nextInt(100))
                    .requests(1 + random.nextInt(50))
                    .figure());
        }
        return figures;
    }

    private static void enter(ProviderSimulator simulator, Provider provider, List<Figure> figures) {
        Map<Instant, List<Figure>> hours = new TreeMap<>();
        figures.forEach(figure ->
                hours.computeIfAbsent(figure.hour(), any -> new ArrayList<>()).add(figure));
        hours.forEach((hour, all) -> simulator.book().put(provider, hour, all));
    }

    private static Map<String, List<Long>> expected(Provider provider, List<Figure> figures) {
        Map<String, List<Long>> sums = new TreeMap<>();
        for (Figure figure : figures) {
            String key = switch (provider) {
                case OPENAI, ANTHROPIC ->
                    String.join("|", figure.hour() + "", figure.model(), figure.user() + "", quoted(figure.key()));
                case AZURE_OPENAI -> String.join("|", figure.hour() + "", figure.project(), figure.deployment());
                case GCP_VERTEX -> String.join("|", figure.hour() + "", figure.project(), figure.model());
            };
            long input = figure.fresh() + figure.cacheRead() + figure.cacheWrite5m() + figure.cacheWrite1h();
            add(sums, key, input, figure.output());
        }
        return sums;
    }

    static String quoted(@Nullable String text) {
        return text == null ? "null" : "'" + text + "'";
    }

    static void add(Map<String, List<Long>> sums, String key, long input, long output) {
        sums.merge(
                key, List.of(input, output), (one, two) -> List.of(one.get(0) + two.get(0), one.get(1) + two.get(1)));
    }
}
