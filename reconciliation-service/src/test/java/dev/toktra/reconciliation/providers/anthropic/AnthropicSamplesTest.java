package dev.toktra.reconciliation.providers.anthropic;

import static dev.toktra.reconciliation.providers.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.toktra.reconciliation.providers.CodingActivity;
import dev.toktra.reconciliation.providers.CodingActivity.Actor;
import dev.toktra.reconciliation.providers.CodingActivity.ModelTokens;
import dev.toktra.reconciliation.providers.CodingActivity.Work;
import dev.toktra.reconciliation.providers.Counts;
import dev.toktra.reconciliation.providers.Dimensions;
import dev.toktra.reconciliation.providers.Names.KeyName;
import dev.toktra.reconciliation.providers.NamesRead;
import dev.toktra.reconciliation.providers.ProviderCost;
import dev.toktra.reconciliation.providers.ProviderCount;
import dev.toktra.reconciliation.providers.Samples;
import dev.toktra.reconciliation.providers.Width;
import dev.toktra.reconciliation.providers.Window;
import dev.toktra.reconciliation.providers.WindowRead;
import dev.toktra.reconciliation.providers.http.Buckets;
import dev.toktra.reconciliation.providers.http.Costs;
import dev.toktra.reconciliation.providers.http.NameTally;
import dev.toktra.reconciliation.providers.http.ProviderFault;
import dev.toktra.reconciliation.providers.http.RowTally;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnthropicSamplesTest {

    private static final Instant DAY = Instant.parse("2025-08-01T00:00:00Z");
    private static final Window WINDOW = new Window(DAY, DAY.plusSeconds(86_400), Width.DAY);
    private static final String WORKSPACE = "wrkspc_01JwQvzr7rXLA5AGx3HKfFUJ";

    private final Buckets<Counts> counts = new Buckets<>(WINDOW, Counts::plus);
    private final RowTally<CodingMapper.Key, CodingActivity> activity = new RowTally<>(CodingActivity::plus);

    @Test
    void messages() {
        String next = AnthropicMapper.usage(Samples.of("anthropic/messages_usage_page.json"), counts);
        assertThat(next).isEqualTo("2019-12-27T18:11:19.117Z");
        Dimensions dimensions = new Dimensions(
                "claude-opus-4-6",
                "user_01WCz1FkmYMm4gnmykNKUu3Q",
                "apikey_01Rj2N8SVvo6BePZj99NhmiT",
                WORKSPACE,
                null,
                "standard",
                null,
                false);
        assertThat(complete().rows())
                .containsExactly(new ProviderCount(
                        DAY, Width.DAY, dimensions, new Counts(3200, 500, 1500L, 200L, 1500L, 1000L, null)));
    }

    @Test
    void costsAreCentsAsText() {
        Costs costs = new Costs(WINDOW);
        AnthropicMapper.costs(Samples.of("anthropic/cost_report_page.json"), costs);
        assertThat(((WindowRead.Complete<ProviderCost>) costs.complete(1)).rows())
                .containsExactly(new ProviderCost(
                        LocalDate.parse("2025-08-01"),
                        new BigDecimal("1.2378912"),
                        "claude-opus-5",
                        "Claude Opus 5 Usage - Input Tokens",
                        WORKSPACE,
                        null,
                        "standard"));
    }

    @Test
    void codingActivity() {
        LocalDate day = LocalDate.parse("2025-08-08");
        String next = CodingMapper.activity(Samples.of("anthropic/claude_code_usage_page.json"), day, activity);
        assertThat(next).isEqualTo("page_MjAyNS0wNS0xNFQwMDowMDowMFo=");
        assertThat(coding().rows())
                .containsExactly(new CodingActivity(
                        day,
                        new Actor.Person("user@emaildomain.com"),
                        "api",
                        new Work(15L, 342L, 128L, 8L, 2L, 50L, 6L),
                        Map.of(
                                "claude-sonnet-4-20250514", new ModelTokens(45230L, 12450L, 8790L, 2340L),
                                "claude-3-5-haiku-20241022", new ModelTokens(23100L, 5680L, 3420L, 890L))));
    }

    @Test
    void lastPageOfCodingActivity() {
        LocalDate day = LocalDate.parse("2025-09-08");
        assertThat(CodingMapper.activity(Samples.of("anthropic/claude_code_usage_last_page.json"), day, activity))
                .isNull();
        assertThat(coding().rows())
                .extracting(CodingActivity::work)
                .containsExactly(new Work(5L, 1543L, 892L, 12L, 2L, 68L, 8L));
    }

    @Test
    void terminalsOfAnActorAreOneRowAndKeysAreNoPeople() {
        LocalDate day = LocalDate.parse("2025-08-08");
        String row = "{'date': '2025-08-08T00:00:00Z', 'actor': {'type': 'api_actor', 'api_key_name': 'ci'},"
                + " 'core_metrics': {'num_sessions': %s}, 'terminal_type': '%s'}";
        CodingMapper.activity(
                json("{'data': [" + row.formatted("2", "vscode") + "," + row.formatted("null", "tmux") + ","
                        + "{'date': '2025-08-08T00:00:00Z', 'actor': {'type': 'robot'}}], 'has_more': false}"),
                day,
                activity);
        assertThat(coding().rows())
                .containsExactly(new CodingActivity(
                        day, new Actor.Key("ci"), null, new Work(2L, null, null, null, null, null, null), Map.of()));
        assertThat(coding().droppedRows()).isEqualTo(1);
    }

    @Test
    void partsThatARowLeavesOutAreNull() {
        usage("{'uncached_input_tokens': 7, 'output_tokens': 2, 'service_tier': 'batch', 'model': 'm'}");
        assertThat(complete().rows().get(0).counts()).isEqualTo(new Counts(7, 2, 7L, null, null, null, null));
        assertThat(complete().rows().get(0).dimensions())
                .isEqualTo(new Dimensions("m", null, null, null, null, "batch", null, true));
    }

    @Test
    void flatCacheCreationIsNotWhatIsCounted() {
        usage("{'uncached_input_tokens': 1, 'cache_creation_input_tokens': 99,"
                + " 'cache_creation': {'ephemeral_5m_input_tokens': 3}, 'output_tokens': 0}");
        assertThat(complete().rows().get(0).counts()).isEqualTo(new Counts(4, 0, 1L, null, 3L, null, null));
    }

    @Test
    void creatorOfAKeyIsItsOwnerUnlessItIsNoPerson() {
        NameTally names = new NameTally();
        AnthropicMapper.keys(
                json("{'data': [{'id': 'a', 'name': 'n', 'workspace_id': 'w', 'created_by': {'id': 'u', 'type':"
                        + " 'user'}},{'id': 'b', 'created_by': {'id': 's', 'type': 'service_account'}}],"
                        + " 'has_more': false}"),
                names);
        assertThat(((NamesRead.Complete) names.complete()).names().keys())
                .isEqualTo(Map.of(
                        "a", new KeyName("n", "u", null, null, "w"), "b", new KeyName(null, null, null, "s", null)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'data': [{'results': []}], 'has_more': false}",
                "{'data': [{'starting_at': 'today', 'results': []}], 'has_more': false}",
                "{'data': [{'starting_at': '2025-08-01T00:00:00Z', 'results': {}}], 'has_more': false}",
                "{'data': [7], 'has_more': false}",
                "{'data': [], 'has_more': true}"
            })
    void otherShapesAreBroken(String page) {
        assertThatExceptionOfType(ProviderFault.class).isThrownBy(() -> AnthropicMapper.usage(json(page), counts));
    }

    private void usage(String row) {
        String bucket = "{'starting_at': '2025-08-01T00:00:00Z', 'results': [" + row + "]}";
        AnthropicMapper.usage(json("{'data': [" + bucket + "], 'has_more': false}"), counts);
    }

    private WindowRead.Complete<ProviderCount> complete() {
        return (WindowRead.Complete<ProviderCount>) counts.complete(1, found -> found);
    }

    private WindowRead.Complete<CodingActivity> coding() {
        WindowRead<CodingActivity> read = activity.complete(1, (key, found) -> found);
        return (WindowRead.Complete<CodingActivity>) read;
    }
}
