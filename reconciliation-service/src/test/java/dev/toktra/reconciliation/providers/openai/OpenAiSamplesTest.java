package dev.toktra.reconciliation.providers.openai;

import static dev.toktra.reconciliation.providers.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.reconciliation.providers.Counts;
import dev.toktra.reconciliation.providers.Dimensions;
import dev.toktra.reconciliation.providers.Names;
import dev.toktra.reconciliation.providers.Names.KeyName;
import dev.toktra.reconciliation.providers.Names.UserName;
import dev.toktra.reconciliation.providers.NamesRead;
import dev.toktra.reconciliation.providers.ProviderCost;
import dev.toktra.reconciliation.providers.ProviderCount;
import dev.toktra.reconciliation.providers.Samples;
import dev.toktra.reconciliation.providers.Source;
import dev.toktra.reconciliation.providers.Width;
import dev.toktra.reconciliation.providers.Window;
import dev.toktra.reconciliation.providers.WindowRead;
import dev.toktra.reconciliation.providers.http.Buckets;
import dev.toktra.reconciliation.providers.http.Costs;
import dev.toktra.reconciliation.providers.http.NameTally;
import dev.toktra.reconciliation.providers.http.ProviderFault;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiSamplesTest {

    private static final Instant DAY = Instant.parse("2024-11-01T00:00:00Z");
    private static final Window WINDOW = new Window(DAY, DAY.plusSeconds(86_400), Width.DAY);
    private static final Dimensions NOBODY =
            new Dimensions(Dimensions.UNKNOWN_MODEL, null, null, null, null, null, null, false);

    private final Buckets<Counts> counts = new Buckets<>(WINDOW, Counts::plus);

    @Test
    void completions() {
        String next =
                OpenAiMapper.usage(Samples.of("openai/usage_completions_page.json"), Source.OPENAI_COMPLETIONS, counts);
        assertThat(next).isEqualTo("page_AAAAAGdGxdEiJdKOAAAAAGcqsYA=");
        assertThat(complete().rows())
                .containsExactly(
                        new ProviderCount(DAY, Width.DAY, NOBODY, new Counts(1000, 500, 500L, 400L, 100L, null, 5L)));
    }

    @Test
    void embeddings() {
        String next =
                OpenAiMapper.usage(Samples.of("openai/usage_embeddings_page.json"), Source.OPENAI_EMBEDDINGS, counts);
        assertThat(next).isNull();
        assertThat(complete().rows()).containsExactly(new ProviderCount(DAY, Width.DAY, NOBODY, Counts.of(16, 0, 2L)));
    }

    @Test
    void costsAreInDollars() {
        Costs costs = new Costs(WINDOW);
        assertThat(OpenAiMapper.costs(Samples.of("openai/costs_page.json"), costs))
                .isNull();
        assertThat(((WindowRead.Complete<ProviderCost>) costs.complete(1)).rows())
                .containsExactly(new ProviderCost(
                        LocalDate.parse("2024-11-01"), new BigDecimal("0.06"), null, null, null, null, null));
    }

    @Test
    void names() {
        NameTally names = new NameTally();
        assertThat(OpenAiMapper.users(Samples.of("openai/users_list.json"), names))
                .isNull();
        assertThat(OpenAiMapper.projects(Samples.of("openai/projects_list.json"), names))
                .isNull();
        assertThat(OpenAiMapper.keys(Samples.of("openai/project_api_keys_list.json"), "proj_abc", names))
                .isNull();
        assertThat(names.complete())
                .isEqualTo(new NamesRead.Complete(
                        new Names(
                                Map.of("user_abc", new UserName("user@example.com", "First Last")),
                                Map.of(
                                        "key_abc",
                                        new KeyName("My API Key", "user_abc", "user@example.com", null, "proj_abc")),
                                Map.of("proj_abc", "Project example"),
                                Map.of()),
                        List.of()));
    }

    @Test
    void freshInputIsComputedWhereItIsNotSaid() {
        usage("{'input_tokens': 10, 'input_cached_tokens': 4, 'input_cache_write_tokens': 1, 'output_tokens': 2}");
        assertThat(complete().rows().get(0).counts()).isEqualTo(new Counts(10, 2, 5L, 4L, 1L, null, null));
    }

    @Test
    void audioAndImagesAreInInputAlready() {
        usage("{'input_tokens': 10, 'input_audio_tokens': 4, 'input_image_tokens': 3, 'output_tokens': 2}");
        assertThat(complete().rows().get(0).counts()).isEqualTo(Counts.of(10, 2, null));
    }

    @Test
    void dimensionsAreTheProvidersWords() {
        usage("{'input_tokens': 1, 'output_tokens': 2, 'model': 'gpt-5', 'user_id': 'u', 'api_key_id': 'k',"
                + " 'project_id': 'p', 'service_tier': 'flex', 'batch': true, 'x_new': {}}");
        assertThat(complete().rows().get(0).dimensions())
                .isEqualTo(new Dimensions("gpt-5", "u", "k", "p", null, "flex", null, true));
    }

    @Test
    void emptyPageEndsTheWalk() {
        JsonNode empty = json("{'object': 'page', 'data': [], 'has_more': true, 'next_page': 'p9'}");
        assertThat(OpenAiMapper.usage(empty, Source.OPENAI_COMPLETIONS, counts)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'data': [{'start_time': 1730419200, 'results': []}], 'has_more': true}",
                "{'data': [{'start_time': 1730419200, 'results': []}], 'has_more': true, 'next_page': ''}",
                "{'data': [{'start_time': 1730419200, 'results': []}], 'has_more': true, 'next_page': 7}",
                "{'data': [], 'next_page': null}",
                "{'data': {}, 'has_more': false}",
                "{'results': [], 'has_more': false}",
                "{'data': [{'start_time': 1730419200}], 'has_more': false}",
                "{'data': [{'results': []}], 'has_more': false}",
                "{'data': [{'start_time': 1730419200000, 'results': []}], 'has_more': false}",
                "{'data': ['bucket'], 'has_more': false}"
            })
    void otherShapesAreBroken(String page) {
        assertThatExceptionOfType(ProviderFault.class)
                .isThrownBy(() -> OpenAiMapper.usage(json(page), Source.OPENAI_COMPLETIONS, counts));
    }

    @Test
    void amountMayBeTextAndOtherCurrenciesAreNoDollars() {
        Costs costs = new Costs(WINDOW);
        OpenAiMapper.costs(
                json("{'data': [{'start_time': 1730419200, 'results': ["
                        + "{'amount': {'value': '1.10', 'currency': 'usd'}, 'line_item': 'a'},"
                        + "{'amount': {'value': 2.05, 'currency': 'usd'}, 'line_item': 'a'},"
                        + "{'amount': {'value': 'Infinity', 'currency': 'usd'}},"
                        + "{'amount': {'value': 1, 'currency': 'eur'}}]}], 'has_more': false}"),
                costs);
        WindowRead.Complete<ProviderCost> read = (WindowRead.Complete<ProviderCost>) costs.complete(1);
        assertThat(read.rows()).extracting(ProviderCost::usd).containsExactly(new BigDecimal("3.15"));
        assertThat(read.droppedRows()).isEqualTo(2);
    }

    private void usage(String row) {
        String page = "{'data': [{'start_time': 1730419200, 'results': [" + row + "]}], 'has_more': false}";
        OpenAiMapper.usage(json(page), Source.OPENAI_COMPLETIONS, counts);
    }

    private WindowRead.Complete<ProviderCount> complete() {
        return (WindowRead.Complete<ProviderCount>) counts.complete(1, found -> found);
    }
}
