package dev.toktra.reconciliation.providers.polling.deciding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.reconciliation.providers.CodingActivity;
import dev.toktra.reconciliation.providers.CodingActivity.ModelTokens;
import dev.toktra.reconciliation.providers.CodingActivity.Work;
import dev.toktra.reconciliation.providers.Counts;
import dev.toktra.reconciliation.providers.Dimensions;
import dev.toktra.reconciliation.providers.ProviderCost;
import dev.toktra.reconciliation.providers.ProviderCount;
import dev.toktra.reconciliation.providers.Source;
import dev.toktra.reconciliation.providers.Width;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FigureTest {

    private static final Instant DAY = Instant.parse("2026-11-20T00:00:00Z");
    private final UUID connection = UUID.randomUUID();
    private final Figures figures = new Figures(connection, Source.OPENAI_COMPLETIONS);

    private Figure figure(Dimensions dimensions, Counts counts) {
        return figures.of(new ProviderCount(DAY, Width.HOUR, dimensions, counts));
    }

    private static Dimensions dimensions(String user, String key, String project) {
        return new Dimensions("m", user, key, project, null, null, null, false);
    }

    @Test
    void everyPartOfTheKeyMakesAnotherKeyAndNoValueDoes() {
        Counts counts = Counts.of(1, 2, null);
        Dimensions full = new Dimensions("m", "u", "k", "p", "d", "t", "l", false);
        List<Figure> all = List.of(
                figure(full, counts),
                figure(new Dimensions("n", "u", "k", "p", "d", "t", "l", false), counts),
                figure(new Dimensions("m", null, "k", "p", "d", "t", "l", false), counts),
                figure(new Dimensions("m", "", "k", "p", "d", "t", "l", false), counts),
                figure(new Dimensions("m", "u", null, "p", "d", "t", "l", false), counts),
                figure(new Dimensions("m", "u", "k", null, "d", "t", "l", false), counts),
                figure(new Dimensions("m", "u", "k", "p", null, "t", "l", false), counts),
                figure(new Dimensions("m", "u", "k", "p", "d", null, "l", false), counts),
                figure(new Dimensions("m", "u", "k", "p", "d", "t", null, false), counts),
                figure(new Dimensions("m", "u", "k", "p", "d", "t", "l", true), counts),
                figures.of(new ProviderCount(DAY, Width.DAY, full, counts)),
                figures.of(new ProviderCount(DAY.plusSeconds(3600), Width.HOUR, full, counts)),
                new Figures(connection, Source.OPENAI_EMBEDDINGS).of(new ProviderCount(DAY, Width.HOUR, full, counts)),
                new Figures(UUID.randomUUID(), Source.OPENAI_COMPLETIONS)
                        .of(new ProviderCount(DAY, Width.HOUR, full, counts)));
        assertThat(all).extracting(Figure::key).doesNotHaveDuplicates();
        assertThat(figure(full, Counts.of(9, 9, 9L)).key()).isEqualTo(all.get(0).key());
    }

    @Test
    void textsThatLookAlikeWhenJoinedAreNotAlike() {
        Counts counts = Counts.of(1, 1, null);
        assertThat(List.of(
                        figure(dimensions("a|b", "c", "d"), counts),
                        figure(dimensions("a", "b|c", "d"), counts),
                        figure(dimensions("a", "b", "c|d"), counts),
                        figure(dimensions("ab", "", "cd"), counts),
                        figure(dimensions("a", "", "bcd"), counts)))
                .extracting(Figure::key)
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsNotReportedIsAnotherValueThanZero() {
        Dimensions one = dimensions("u", "k", "p");
        assertThat(figure(one, Counts.of(1, 2, null)).valueHash())
                .isEqualTo(figure(one, Counts.of(1, 2, null)).valueHash())
                .isNotEqualTo(figure(one, Counts.of(1, 2, 0L)).valueHash())
                .isNotEqualTo(figure(one, Counts.of(2, 1, null)).valueHash());
    }

    @Test
    void sameMoneyInOtherDigitsIsTheSameValue() {
        Figures costs = new Figures(connection, Source.OPENAI_COSTS);
        LocalDate day = LocalDate.of(2026, 11, 20);
        Figure one = costs.of(new ProviderCost(day, new BigDecimal("1.50"), null, null, null, null, null));
        Figure other = costs.of(new ProviderCost(day, new BigDecimal("15E-1"), null, null, null, null, null));
        assertThat(one).isEqualTo(other);
        assertThat(one.values()).containsEntry("usd", "1.5");
    }

    @Test
    void tokensOfCodingAreJsonWhateverTheModelIsCalled() {
        Figure figure = new Figures(connection, Source.CLAUDE_CODE)
                .of(new CodingActivity(
                        LocalDate.of(2026, 11, 20),
                        new CodingActivity.Actor.Person("a@example.org"),
                        "api",
                        new Work(1L, null, null, null, null, null, null),
                        Map.of("b\"\\\n", new ModelTokens(1L, null, 3L, null))));
        assertThat(figure.values())
                .containsEntry("tokens", "{\"b\\u0022\\u005c\\u000a\":{\"input\":1,\"cache_read\":3}}")
                .containsEntry("commits", null);
    }
}
