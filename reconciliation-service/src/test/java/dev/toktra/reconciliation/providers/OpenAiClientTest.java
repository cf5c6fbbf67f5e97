package dev.toktra.reconciliation.providers;

import static dev.toktra.reconciliation.providers.Calls.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.devstack.provider.book.Figure;
import dev.toktra.devstack.provider.names.ApiKey;
import dev.toktra.devstack.provider.names.Credentials.AdminKey;
import dev.toktra.devstack.provider.names.Credentials.Admission;
import dev.toktra.devstack.provider.names.Project;
import dev.toktra.devstack.provider.names.User;
import dev.toktra.devstack.provider.script.Fault;
import dev.toktra.devstack.provider.script.Rule;
import dev.toktra.reconciliation.providers.Access.OpenAiAccess;
import dev.toktra.reconciliation.providers.Names.KeyName;
import dev.toktra.reconciliation.providers.Names.UserName;
import dev.toktra.reconciliation.providers.WindowRead.Complete;
import dev.toktra.reconciliation.providers.openai.OpenAiClient;
import dev.toktra.reconciliation.providers.openai.OpenAiCostsClient;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiClientTest extends ProviderClientContract {

    @Override
    ProviderUsageClient client(Calls calls) {
        return new OpenAiClient(calls.reads(CLOCK), CLOCK);
    }

    @Override
    Access access() {
        return new OpenAiAccess(
                simulator.access().openai(), Secret.of(simulator.access().openaiKey()));
    }

    @Override
    Access wrongAccess() {
        return new OpenAiAccess(simulator.access().openai(), Secret.of("sk-admin-wrong-secret"));
    }

    @Override
    Source source() {
        return Source.OPENAI_COMPLETIONS;
    }

    @Override
    String endpoint() {
        return "usage/completions";
    }

    @Override
    void name() {
        simulator.book().names().add(Project.of(provider(), "proj_1", "Search"));
        simulator.book().names().add(new Project(provider(), "proj_2", "Old", true, ""));
        simulator.book().names().add(User.of(provider(), "user_1", "ada@example.com"));
        simulator.book().names().add(ApiKey.ofUser(provider(), "key_1", "user_1", "proj_1"));
        simulator.book().names().add(ApiKey.ofServiceAccount(provider(), "key_2", "svc_1", "proj_2"));
        simulator
                .book()
                .names()
                .add(ApiKey.ofUser(provider(), "key_3", "user_1", "proj_1").withoutAccess());
    }

    @Override
    Figure figure(Instant hour, int nth) {
        return Figure.of(provider(), hour, "gpt-5-" + nth)
                .user("user_" + nth)
                .key(nth == 2 ? null : "key_" + nth)
                .project("proj_1")
                .tier("default")
                .tokens(100L * nth, 10L * nth)
                .cached(7L * nth, 3L * nth, 0)
                .requests(nth)
                .figure();
    }

    @Override
    ProviderCount expected(Instant hour, int nth) {
        return new ProviderCount(
                hour,
                Width.HOUR,
                new Dimensions(
                        "gpt-5-" + nth,
                        "user_" + nth,
                        nth == 2 ? null : "key_" + nth,
                        "proj_1",
                        null,
                        "default",
                        null,
                        false),
                new Counts(110L * nth, 10L * nth, 100L * nth, 7L * nth, 3L * nth, null, (long) nth));
    }

    @Override
    boolean saysThatThereIsMore() {
        return true;
    }

    @Override
    List<String> secrets() {
        return List.of(simulator.access().openaiKey());
    }

    @Test
    void namesAreThoseOfArchivedProjectsAndOfKeysWithoutAccessToo() {
        NamesRead.Complete read = (NamesRead.Complete) item(client(Calls.USUAL).names(access()));
        assertThat(read.names().users().get("user_1"))
                .extracting(UserName::email)
                .isEqualTo("ada@example.com");
        assertThat(read.names().projects()).containsOnlyKeys("proj_1", "proj_2").containsEntry("proj_2", "Old");
        assertThat(read.names().keys()).containsOnlyKeys("key_1", "key_2", "key_3");
        assertThat(read.names().keys().get("key_1"))
                .extracting(KeyName::owner, KeyName::serviceAccount, KeyName::project)
                .containsExactly("user_1", null, "proj_1");
        assertThat(read.names().keys()).containsEntry("key_2", new KeyName("key_2", null, null, "svc_1", "proj_2"));
    }

    @Test
    void listThatMayNotBeReadIsARemark() {
        simulator.script().add(Rule.of(Fault.FORBIDDEN).at(provider(), "users"));
        NamesRead.Complete read = (NamesRead.Complete) item(client(Calls.USUAL).names(access()));
        assertThat(read.names().users()).isEmpty();
        assertThat(read.names().keys()).hasSize(3);
        assertThat(read.remarks()).singleElement().asString().startsWith("The list of people cannot be read:");
        assertThat(item(client(Calls.USUAL).test(access())))
                .isInstanceOfSatisfying(
                        AccessCheck.Works.class,
                        works -> assertThat(works.remarks()).hasSize(1));
    }

    @Test
    void listThatFailsForNowEndsTheReadOfNames() {
        simulator.script().add(Rule.of(Fault.SERVER_ERROR).at(provider(), "users"));
        assertThat(item(client(Calls.USUAL).names(access()))).isInstanceOf(NamesRead.Failed.class);
    }

    @Test
    void keyWithoutTheScopeIsForbidden() {
        simulator
                .book()
                .names()
                .credentials()
                .admit(new AdminKey(provider(), "sk-admin-weak", Admission.WITHOUT_SCOPE));
        Access weak = new OpenAiAccess(simulator.access().openai(), Secret.of("sk-admin-weak"));
        assertThat(item(client(Calls.USUAL).test(weak)))
                .isInstanceOfSatisfying(
                        AccessCheck.Fails.class,
                        fails -> assertThat(fails.trouble().failure()).isEqualTo(Failure.FORBIDDEN));
    }

    @Test
    void emptyPagesAfterTheLastEndTheWalk() {
        simulator.script().add(Rule.of(Fault.EMPTY_PAGES_AFTER_LAST).at(provider(), endpoint()));
        assertThat(complete().rows()).containsExactlyInAnyOrderElementsOf(all());
    }

    @ParameterizedTest
    @CsvSource({"TOO_FAR_BACK,", "GROUPING_REFUSED, 2025-12-06T00:00:00Z"})
    void refusalForAnEarlyStartSaysTheFirstPossibleOne(Fault fault, Instant earliest) {
        simulator.script().add(Rule.of(fault).at(provider(), endpoint()));
        Trouble trouble = trouble(read(Calls.USUAL, access(), WINDOW));
        assertThat(trouble.failure()).isEqualTo(Failure.TOO_FAR_BACK);
        assertThat(trouble.earliest()).isEqualTo(earliest);
    }

    @Test
    void nullDimensionsAreAKeyOfTheirOwn() {
        simulator.script().add(Rule.of(Fault.NULL_DIMENSIONS).at(provider(), endpoint()));
        assertThat(complete().rows())
                .hasSize(5)
                .extracting(ProviderCount::dimensions)
                .contains(new Dimensions(Dimensions.UNKNOWN_MODEL, null, null, null, null, null, null, false));
    }

    @Test
    void costsOfDaysBeforeKeysAreReadWithoutThem() {
        Instant first = Instant.parse("2025-12-05T00:00:00Z");
        simulator.book().put(provider(), first, List.of(costly(first)));
        simulator.book().put(provider(), first.plusSeconds(86_400), List.of(costly(first.plusSeconds(86_400))));
        Complete<ProviderCost> read = costs(new Window(first, first.plusSeconds(2 * 86_400), Width.DAY));
        assertThat(read.rows().stream().filter(row -> row.key() == null))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.day()).hasToString("2025-12-05"));
        assertThat(read.rows().stream().filter(row -> row.key() != null))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.day()).hasToString("2025-12-06"));
    }

    @Test
    void costsAreTheSameAsTextAndOverManyPages() {
        Instant day = Instant.parse("2026-11-20T00:00:00Z");
        Window window = new Window(day, day.plusSeconds(86_400), Width.DAY);
        List<ProviderCost> plain = costs(window).rows();
        simulator
                .script()
                .add(Rule.of(Fault.AMOUNT_AS_TEXT).at(provider(), "costs"))
                .rowsPerPage(provider(), 1);
        assertThat(plain).isNotEmpty();
        assertThat(plain.stream().map(ProviderCost::usd).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isPositive();
        assertThat(costs(window).rows())
                .usingElementComparator((a, b) ->
                        a.usd().compareTo(b.usd()) == 0 && a.of(BigDecimal.ZERO).equals(b.of(BigDecimal.ZERO)) ? 0 : 1)
                .containsExactlyInAnyOrderElementsOf(plain);
    }

    private Complete<ProviderCost> costs(Window window) {
        WindowRead<ProviderCost> read = item(new OpenAiCostsClient(Calls.USUAL.reads(CLOCK)).costs(access(), window));
        assertThat(read).isInstanceOf(Complete.class);
        return (Complete<ProviderCost>) read;
    }

    private Figure costly(Instant hour) {
        return Figure.of(provider(), hour, "gpt-5")
                .user("user_1")
                .key("key_1")
                .project("proj_1")
                .tokens(1_000_000, 1_000)
                .requests(3)
                .figure();
    }
}
