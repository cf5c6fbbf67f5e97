package dev.toktra.reconciliation.providers;

import static dev.toktra.reconciliation.providers.Calls.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.devstack.provider.ProviderSimulator;
import dev.toktra.devstack.provider.book.Figure;
import dev.toktra.devstack.provider.names.Project;
import dev.toktra.devstack.provider.names.ServiceAccount;
import dev.toktra.devstack.provider.script.Fault;
import dev.toktra.devstack.provider.script.Rule;
import dev.toktra.reconciliation.providers.Access.VertexAccess;
import dev.toktra.reconciliation.providers.http.ProviderHttpClient;
import dev.toktra.reconciliation.providers.http.ReadsClient;
import dev.toktra.reconciliation.providers.vertex.VertexClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VertexClientTest extends ProviderClientContract {

    /** One for all tests, because making a key takes a second. */
    private static final ServiceAccount ACCOUNT = account();

    private static ServiceAccount account() {
        try (ProviderSimulator other = ProviderSimulator.start(CLOCK)) {
            return other.book().names().credentials().serviceAccount();
        }
    }

    @Override
    ProviderUsageClient client(Calls calls) {
        ProviderHttpClient http = calls.http(CLOCK);
        return new VertexClient(new ReadsClient(http, calls), http, CLOCK);
    }

    @Override
    Access access() {
        return access(simulator.access().gcpServiceAccount(), "shop-1");
    }

    /** A key that Google deleted: everything about it is right but its id. */
    @Override
    Access wrongAccess() {
        return access(simulator.access().gcpServiceAccount().replace("simulated-key-1", "wrong-secret"), "shop-1");
    }

    private Access access(String serviceAccount, String... projects) {
        return new VertexAccess(
                simulator.access().gcpToken(),
                simulator.access().gcpMonitoring(),
                Secret.of(serviceAccount),
                List.of(projects));
    }

    @Override
    Source source() {
        return Source.VERTEX_TOKENS;
    }

    @Override
    String endpoint() {
        return "timeSeries";
    }

    @Override
    void name() {
        simulator.book().names().credentials().admit(ACCOUNT);
        simulator.book().names().add(Project.of(provider(), "shop-1", "Shop"));
        simulator.book().names().add(Project.of(provider(), "shop-2", "Shop 2"));
    }

    @Override
    Figure figure(Instant hour, int nth) {
        return Figure.of(provider(), hour, "gemini-" + nth)
                .project("shop-1")
                .tier(nth == 1 ? "dedicated" : "standard")
                .tokens(100L * nth, 10L * nth)
                .requests(nth)
                .figure();
    }

    @Override
    ProviderCount expected(Instant hour, int nth) {
        String tier = nth == 1 ? "dedicated" : "standard";
        return new ProviderCount(
                hour,
                Width.HOUR,
                new Dimensions("gemini-" + nth, null, null, "shop-1", null, tier, "us-central1", false),
                Counts.of(100L * nth, 10L * nth, (long) nth));
    }

    @Override
    boolean saysThatThereIsMore() {
        return false;
    }

    @Override
    List<String> secrets() {
        return List.of("PRIVATE KEY", "simulated.iam", "simulated-key-1");
    }

    @Override
    NamesRead namesOfWrongAccess() {
        return new NamesRead.Failed(Trouble.of(Failure.UNAUTHORIZED, ""));
    }

    @Test
    void delayIsTheProvidersOwn() {
        simulator.book().delay(provider(), Duration.ofSeconds(210));
        assertThat(complete().delay()).isEqualTo(Duration.ofSeconds(210));
    }

    @Test
    void incompleteFiguresAreNotTaken() {
        simulator.script().add(Rule.of(Fault.EXECUTION_ERRORS).at(provider(), endpoint()));
        assertThat(trouble(read(Calls.USUAL, access(), WINDOW)).failure()).isEqualTo(Failure.UNAVAILABLE);
    }

    @Test
    void intervalsMayLackTheirStart() {
        simulator.script().add(Rule.of(Fault.NO_TOTALS).at(provider(), endpoint()));
        assertThat(complete().rows()).containsExactlyInAnyOrderElementsOf(all());
    }

    @Test
    void requestsThatCannotBeReadAreUnknown() {
        simulator
                .script()
                .add(Rule.of(Fault.REFUSED).at(provider(), "metricDescriptors").nth(2));
        WindowRead.Complete<ProviderCount> read = complete();
        assertThat(read.rows())
                .hasSize(5)
                .allSatisfy(row -> assertThat(row.counts().requests()).isNull());
        assertThat(read.remarks())
                .containsExactly("The requests of shop-1 cannot be read like its tokens and stay unknown.");
    }

    @Test
    void pagesThatNameThemselvesAreBroken() {
        simulator
                .script()
                .rowsPerPage(provider(), 1)
                .add(Rule.of(Fault.REPEATED_CURSOR).at(provider(), endpoint()));
        assertThat(trouble(read(Calls.USUAL, access(), WINDOW)).failure()).isEqualTo(Failure.BROKEN_ANSWER);
    }

    @Test
    void projectsAreReadTogetherAndToldApart() {
        simulator
                .book()
                .put(
                        provider(),
                        NOON,
                        List.of(
                                figure(NOON, 2),
                                Figure.of(provider(), NOON, "gemini-2")
                                        .project("shop-2")
                                        .tokens(9_007_199_254_740_993L, 0)
                                        .figure()));
        Access both = access(simulator.access().gcpServiceAccount(), "shop-1", "shop-2");
        Window noon = new Window(NOON, ONE, Width.HOUR);
        assertThat(complete(read(Calls.USUAL, both, noon)).rows())
                .extracting(
                        row -> row.dimensions().project() + " " + row.counts().input())
                .containsExactlyInAnyOrder("shop-1 200", "shop-2 9007199254740993");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void tokenThatExpiresOnTheWayIsRenewedOnce(int call) {
        simulator.script().add(Rule.of(Fault.TOKEN_EXPIRED).at(provider()).nth(call));
        assertThat(complete().rows()).containsExactlyInAnyOrderElementsOf(all());
        assertThat(simulator.calls().of(provider(), "token")).hasSize(2);
    }

    @Test
    void hostOfTheKeyFileIsIgnored() {
        String elsewhere = simulator
                .access()
                .gcpServiceAccount()
                .replace(simulator.access().gcpToken().toString(), "http://evil.example/token");
        assertThat(complete(read(Calls.USUAL, access(elsewhere, "shop-1"), WINDOW))
                        .rows())
                .containsExactlyInAnyOrderElementsOf(all());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"not json", "{}", "[]", "{\"client_email\":\"a\",\"private_key_id\":\"b\",\"private_key\":\"c\"}"
            })
    void otherFilesAreNoKey(String file) {
        Trouble trouble = trouble(read(Calls.USUAL, access(file, "shop-1"), WINDOW));
        assertThat(trouble.failure()).isEqualTo(Failure.UNAUTHORIZED);
        assertThat(trouble.words()).contains("JSON key file of a service account");
    }

    @Test
    void projectsAreTheirOwnNames() {
        NamesRead.Complete read = (NamesRead.Complete) item(client(Calls.USUAL).names(access()));
        assertThat(read.names().projects()).isEqualTo(Map.of("shop-1", "shop-1"));
    }
}
