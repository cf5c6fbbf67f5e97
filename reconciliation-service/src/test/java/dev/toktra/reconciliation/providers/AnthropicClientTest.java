package dev.toktra.reconciliation.providers;

import static dev.toktra.reconciliation.providers.Calls.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.devstack.provider.book.CodingDay;
import dev.toktra.devstack.provider.book.Figure;
import dev.toktra.devstack.provider.names.ApiKey;
import dev.toktra.devstack.provider.names.Project;
import dev.toktra.devstack.provider.names.User;
import dev.toktra.devstack.provider.script.Fault;
import dev.toktra.devstack.provider.script.Rule;
import dev.toktra.reconciliation.providers.Access.AnthropicAccess;
import dev.toktra.reconciliation.providers.CodingActivity.Actor;
import dev.toktra.reconciliation.providers.CodingActivity.ModelTokens;
import dev.toktra.reconciliation.providers.CodingActivity.Work;
import dev.toktra.reconciliation.providers.Names.KeyName;
import dev.toktra.reconciliation.providers.Names.UserName;
import dev.toktra.reconciliation.providers.WindowRead.Complete;
import dev.toktra.reconciliation.providers.anthropic.AnthropicClient;
import dev.toktra.reconciliation.providers.anthropic.AnthropicCostsClient;
import dev.toktra.reconciliation.providers.anthropic.ClaudeCodeClient;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnthropicClientTest extends ProviderClientContract {

    @Override
    ProviderUsageClient client(Calls calls) {
        return new AnthropicClient(calls.reads(CLOCK), CLOCK);
    }

    @Override
    Access access() {
        return new AnthropicAccess(
                simulator.access().anthropic(), Secret.of(simulator.access().anthropicKey()));
    }

    @Override
    Access wrongAccess() {
        return new AnthropicAccess(simulator.access().anthropic(), Secret.of("sk-ant-admin01-wrong-secret"));
    }

    @Override
    Source source() {
        return Source.ANTHROPIC_MESSAGES;
    }

    @Override
    String endpoint() {
        return "usage_report/messages";
    }

    @Override
    void name() {
        simulator.book().names().add(Project.of(provider(), "wrkspc_1", "Research"));
        simulator.book().names().add(User.of(provider(), "user_1", "ada@example.com"));
        simulator.book().names().add(ApiKey.ofUser(provider(), "apikey_1", "user_1", "wrkspc_1"));
    }

    @Override
    Figure figure(Instant hour, int nth) {
        return Figure.of(provider(), hour, "claude-" + nth)
                .user("user_" + nth)
                .key("apikey_" + nth)
                .project(nth == 3 ? null : "wrkspc_1")
                .tier("standard")
                .tokens(100L * nth, 10L * nth)
                .cached(7L * nth, 3L * nth, 2L * nth)
                .requests(nth)
                .figure();
    }

    @Override
    ProviderCount expected(Instant hour, int nth) {
        return new ProviderCount(
                hour,
                Width.HOUR,
                new Dimensions(
                        "claude-" + nth,
                        "user_" + nth,
                        "apikey_" + nth,
                        nth == 3 ? null : "wrkspc_1",
                        null,
                        "standard",
                        null,
                        false),
                new Counts(112L * nth, 10L * nth, 100L * nth, 7L * nth, 5L * nth, 2L * nth, null));
    }

    @Override
    boolean saysThatThereIsMore() {
        return true;
    }

    @Override
    List<String> secrets() {
        return List.of(simulator.access().anthropicKey());
    }

    @Test
    void names() {
        NamesRead.Complete read = (NamesRead.Complete) item(client(Calls.USUAL).names(access()));
        assertThat(read.remarks()).isEmpty();
        assertThat(read.names().users()).containsEntry("user_1", new UserName("ada@example.com", "ada@example.com"));
        assertThat(read.names().projects()).containsEntry("wrkspc_1", "Research");
        assertThat(read.names().keys().get("apikey_1"))
                .extracting(KeyName::owner, KeyName::project)
                .containsExactly("user_1", "wrkspc_1");
    }

    @Test
    void tooManyDimensionsAreRefusedInWords() {
        simulator.script().add(Rule.of(Fault.GROUPING_REFUSED).at(provider(), endpoint()));
        assertThat(trouble(read(Calls.USUAL, access(), WINDOW)).words())
                .isEqualTo("Anthropic refuses the question with status 400 (invalid_request_error).");
    }

    @Test
    void earlyStartIsTooFarBack() {
        simulator.script().add(Rule.of(Fault.TOO_FAR_BACK).at(provider(), endpoint()));
        assertThat(trouble(read(Calls.USUAL, access(), WINDOW)).failure()).isEqualTo(Failure.TOO_FAR_BACK);
    }

    @Test
    void costsAreDollarsAndNotCents() {
        Instant day = Instant.parse("2026-11-17T00:00:00Z");
        simulator
                .book()
                .put(
                        provider(),
                        day,
                        List.of(Figure.of(provider(), day, "claude-opus-5")
                                .project("wrkspc_1")
                                .tier("standard")
                                .tokens(1_000_000, 1_000_000)
                                .figure()));
        Window window = new Window(day, day.plusSeconds(86_400), Width.DAY);
        WindowRead<ProviderCost> read =
                item(new AnthropicCostsClient(Calls.USUAL.reads(CLOCK)).costs(access(), window));
        assertThat(((Complete<ProviderCost>) read).rows()).isNotEmpty().allSatisfy(cost -> {
            assertThat(cost.project()).isEqualTo("wrkspc_1");
            assertThat(cost.usd()).isBetween(new BigDecimal("0.01"), new BigDecimal("1000"));
        });
    }

    @Test
    void codingIsReadByDayAndOverAllPages() {
        LocalDate day = LocalDate.parse("2026-11-18");
        coding(day, "ada@example.com", null, "vscode");
        coding(day, "ada@example.com", null, "tmux");
        coding(day, null, "ci", "vscode");
        coding(day.plusDays(1), "ada@example.com", null, "vscode");
        simulator.script().rowsPerPage(provider(), 1);
        WindowRead<CodingActivity> read = item(new ClaudeCodeClient(Calls.USUAL.reads(CLOCK)).coding(access(), day));
        ModelTokens once = new ModelTokens(100L, 10L, 5L, 3L);
        assertThat(((Complete<CodingActivity>) read).rows())
                .containsExactlyInAnyOrder(
                        new CodingActivity(
                                day,
                                new Actor.Person("ada@example.com"),
                                "api",
                                new Work(4L, 20L, 10L, 2L, 2L, 14L, 6L),
                                Map.of("claude-opus-5", once.plus(once))),
                        new CodingActivity(
                                day,
                                new Actor.Key("ci"),
                                "api",
                                new Work(2L, 10L, 5L, 1L, 1L, 7L, 3L),
                                Map.of("claude-opus-5", once)));
    }

    private void coding(LocalDate day, @Nullable String email, @Nullable String key, String terminal) {
        simulator
                .book()
                .coding(new CodingDay(
                        day,
                        email,
                        key,
                        "api",
                        null,
                        terminal,
                        null,
                        new CodingDay.Work(2, 10, 5, 1, 1, 7, 3),
                        List.of(new CodingDay.ModelUse("claude-opus-5", 100, 10, 5, 3, 41))));
    }
}
