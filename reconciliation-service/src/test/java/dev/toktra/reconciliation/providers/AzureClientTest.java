package dev.toktra.reconciliation.providers;

import static dev.toktra.reconciliation.providers.Calls.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.devstack.provider.book.Figure;
import dev.toktra.devstack.provider.names.Account;
import dev.toktra.devstack.provider.names.Credentials.AzureClient;
import dev.toktra.devstack.provider.names.Deployment;
import dev.toktra.devstack.provider.script.Fault;
import dev.toktra.devstack.provider.script.Rule;
import dev.toktra.reconciliation.providers.Access.AzureAccess;
import dev.toktra.reconciliation.providers.http.ProviderHttpClient;
import dev.toktra.reconciliation.providers.http.ReadsClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AzureClientTest extends ProviderClientContract {

    private static final String SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";

    @Override
    ProviderUsageClient client(Calls calls) {
        ProviderHttpClient http = calls.http(CLOCK);
        return new dev.toktra.reconciliation.providers.azure.AzureClient(new ReadsClient(http, calls), http, CLOCK);
    }

    @Override
    Access access() {
        return access(simulator.access().azureClient().clientSecret());
    }

    @Override
    Access wrongAccess() {
        return access("wrong-secret");
    }

    private Access access(String secret) {
        AzureClient known = simulator.access().azureClient();
        return new AzureAccess(
                simulator.access().azureLogin(),
                simulator.access().azureManagement(),
                known.tenant(),
                known.clientId(),
                Secret.of(secret),
                List.of(SUBSCRIPTION));
    }

    @Override
    Source source() {
        return Source.AZURE_TOKENS;
    }

    @Override
    String endpoint() {
        return "metrics";
    }

    @Override
    void name() {
        simulator.book().names().add(Account.of(SUBSCRIPTION, "Sales"));
        simulator.book().names().add(Account.of(SUBSCRIPTION, "Unused"));
        simulator.book().names().add(new Account(SUBSCRIPTION, "ai", "Faces", "westus", "Face", Map.of()));
        for (int nth = 1; nth <= 5; nth++) {
            simulator.book().names().add(Deployment.of("Sales", "chat-" + nth, "gpt-4o-" + nth));
        }
    }

    @Override
    Figure figure(Instant hour, int nth) {
        return figure(hour, nth, 0);
    }

    private Figure figure(Instant hour, int nth, long more) {
        return Figure.of(provider(), hour, "gpt-4o-" + nth)
                .project("Sales")
                .deployment("chat-" + nth)
                .tokens(100L * nth + more, 10L * nth)
                .requests(nth)
                .figure();
    }

    @Override
    ProviderCount expected(Instant hour, int nth) {
        String account = Account.of(SUBSCRIPTION, "Sales").id().toLowerCase(Locale.ROOT);
        return new ProviderCount(
                hour,
                Width.HOUR,
                new Dimensions("gpt-4o-" + nth, null, null, account, "chat-" + nth, null, "westeurope", false),
                Counts.of(100L * nth, 10L * nth, (long) nth));
    }

    @Override
    boolean saysThatThereIsMore() {
        return false;
    }

    @Override
    List<String> secrets() {
        return List.of(simulator.access().azureClient().clientSecret());
    }

    @Test
    void oneFamilyOfMetricsIsReadAndNamed() {
        assertThat(complete().remarks())
                .containsExactly("Sales was read from the metrics InputTokens and OutputTokens.");
    }

    @Test
    void olderFamilyIsReadWhereTheNewerHasNoValues() {
        simulator.script().add(Rule.of(Fault.NOTHING).at(provider(), endpoint()).nth(1));
        assertThat(complete().rows()).containsExactlyInAnyOrderElementsOf(withoutModels());
        assertThat(complete(read(Calls.USUAL, access(), WINDOW)).remarks()).hasSize(1);
    }

    @Test
    void olderFamilyIsReadWhereTheNewerIsNotKnown() {
        simulator.script().add(Rule.of(Fault.REFUSED).at(provider(), endpoint()).nth(1));
        WindowRead.Complete<ProviderCount> read = complete();
        assertThat(read.rows()).containsExactlyInAnyOrderElementsOf(withoutModels());
        assertThat(read.remarks())
                .containsExactly("Sales was read from the metrics ProcessedPromptTokens and GeneratedTokens.");
    }

    /** The older metrics name deployments only, whose models may be looked up as long as they are listed. */
    private List<ProviderCount> withoutModels() {
        return all().stream()
                .map(row -> new ProviderCount(row.start(), row.width(), unknown(row.dimensions()), row.counts()))
                .toList();
    }

    private static Dimensions unknown(Dimensions of) {
        return new Dimensions(
                Dimensions.UNKNOWN_MODEL, null, null, of.project(), of.deployment(), null, of.location(), false);
    }

    @Test
    void metricThatFailedWithinAGoodAnswerIsNotZero() {
        simulator.script().add(Rule.of(Fault.METRIC_ERROR).at(provider(), endpoint()));
        assertThat(trouble(read(Calls.USUAL, access(), WINDOW)).failure()).isEqualTo(Failure.UNAVAILABLE);
    }

    @Test
    void moreThanTenSeriesAreNotCut() {
        List<Figure> figures = new ArrayList<>();
        for (int nth = 1; nth <= 25; nth++) {
            simulator.book().names().add(Deployment.of("Sales", "chat-" + nth, "gpt-4o-" + nth));
            figures.add(figure(NOON, nth));
        }
        simulator.book().put(provider(), NOON, figures);
        assertThat(complete().rows().stream().filter(row -> row.start().equals(NOON)))
                .hasSize(25);
    }

    @Test
    void zerosThatMayChangeAreNoFigures() {
        Window open = new Window(NOON, CLOCK.instant().plusSeconds(3600), Width.HOUR);
        assertThat(complete(read(Calls.USUAL, access(), open)).rows()).containsExactlyInAnyOrderElementsOf(all());
    }

    @Test
    void totalsAreExactBeyondDoubles() {
        simulator.book().put(provider(), NOON, List.of(figure(NOON, 1, 9_007_199_254_740_993L)));
        assertThat(complete().rows()).extracting(row -> row.counts().input()).contains(9_007_199_254_740_993L + 100);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void tokenThatExpiresOnTheWayIsRenewedOnce(int call) {
        simulator.script().add(Rule.of(Fault.TOKEN_EXPIRED).at(provider()).nth(call + 1));
        assertThat(complete().rows()).containsExactlyInAnyOrderElementsOf(all());
        assertThat(simulator.calls().of(provider(), "token")).hasSize(2);
    }

    @Test
    void tokenIsUsedForManyReads() {
        ProviderUsageClient client = client(Calls.USUAL);
        item(client.counts(access(), source(), WINDOW));
        item(client.names(access()));
        item(client.test(access()));
        assertThat(simulator.calls().of(provider(), "token")).hasSize(1);
    }

    @Test
    void linkToAnotherHostIsNotFollowed() {
        simulator.script().add(Rule.of(Fault.LINK_ELSEWHERE).at(provider(), "accounts"));
        assertThat(trouble(read(Calls.USUAL, access(), WINDOW)).failure()).isEqualTo(Failure.BROKEN_ANSWER);
        assertThat(simulator.calls().of(provider(), "accounts")).hasSize(1);
    }

    @Test
    void accountThatCannotBeUnderstoodIsCountedAsDropped() {
        simulator.script().add(Rule.of(Fault.MALFORMED_ROW).at(provider(), "accounts"));
        assertThat(complete().droppedRows()).isEqualTo(1);
    }

    @Test
    void namesOfAccountsAndModelsOfDeployments() {
        simulator.script().rowsPerPage(provider(), 1);
        Names names = ((NamesRead.Complete) item(client(Calls.USUAL).names(access()))).names();
        String account = Account.of(SUBSCRIPTION, "Sales").id().toLowerCase(Locale.ROOT);
        assertThat(names.projects()).hasSize(2).containsEntry(account, "Sales");
        assertThat(names.deployments()).hasSize(5).containsEntry(account + "/chat-1", "gpt-4o-1");
    }

    @Test
    void testSaysThatThereIsNothingToRead() {
        AzureClient known = simulator.access().azureClient();
        Access empty = new AzureAccess(
                simulator.access().azureLogin(),
                simulator.access().azureManagement(),
                known.tenant(),
                known.clientId(),
                Secret.of(known.clientSecret()),
                List.of("66666666-2222-3333-4444-555555555555"));
        assertThat(item(client(Calls.USUAL).test(empty)))
                .isInstanceOfSatisfying(
                        AccessCheck.Fails.class,
                        fails -> assertThat(fails.trouble().failure()).isEqualTo(Failure.REFUSED));
    }
}
