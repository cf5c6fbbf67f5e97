package dev.toktra.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.agent.population.Person;
import dev.toktra.devstack.provider.ProviderSimulator;
import dev.toktra.devstack.provider.book.Edition;
import dev.toktra.devstack.provider.book.Figure;
import dev.toktra.devstack.provider.names.ApiKey;
import dev.toktra.devstack.provider.names.Project;
import dev.toktra.devstack.provider.names.Provider;
import dev.toktra.devstack.provider.names.User;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A provider is connected: its word replaces the devices', to the token, and does so again when it changes its mind. */
class ProvidersWordTest {

    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(90);

    /** A model that no device calls: nothing of it can be allocated, so that each person's number is the provider's. */
    private static final String SPELLED = "gpt-5.4-nano-2026-03-17";

    private static final String CALLED = "gpt-5.4-nano";

    /** One that devices call: what nobody owns of it is shared among them, as far as they saw it. */
    private static final String SHARED_SPELLED = "gpt-5.4-mini-2026-03-17";

    private static final String SHARED = "gpt-5.4-mini";
    private static final long NOBODYS = 7_000_000;
    private static final long SHARED_OUT = 3_000_000;

    private final Product product = Product.running();
    private final ProviderSimulator simulator = ProviderSimulator.start(Clock.systemUTC());
    private final List<Person> people = product.population.people().subList(0, 5);
    private final LocalDate day =
            LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC).minusDays(2);
    private final Instant noon = day.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);

    @AfterEach
    void end() {
        simulator.close();
    }

    @Test
    void whatTheProviderCountedIsWhatIsAnsweredAndAgainAfterItsRestatement() {
        simulator.book().names().add(Project.of(Provider.OPENAI, "proj_1", "Halden"));
        simulator.book().names().add(ApiKey.ofServiceAccount(Provider.OPENAI, "key_batch", "svc_acct_1", "proj_1"));
        people.forEach(person -> simulator.book().names().add(User.of(Provider.OPENAI, id(person), person.email())));
        simulator.book().put(Provider.OPENAI, noon, figures(1));
        String connection = product.api
                .send("POST", "/v1/providers", body())
                .get("connection_id")
                .asText();
        awaitReconciled(1);

        Instant now = Clock.systemUTC().instant();
        simulator.book().restate(Provider.OPENAI, noon, new Edition(now, figures(2)));
        product.api.send("POST", "/v1/providers/" + connection + "/poll", "{}");
        awaitReconciled(2);

        JsonNode cell = cellAtNoon();
        assertThat(cell.get("state").asText()).isEqualTo("restated");
        long causes = 0;
        for (JsonNode cause : cell.get("causes")) {
            causes += cause.get("input").get("tokens").asLong();
        }
        assertThat(causes).isEqualTo(cell.get("variance").get("input").asLong());
    }

    private JsonNode cellAtNoon() {
        String cells = "/v1/reconciliation?start_date=" + day + "&end_date=" + day + "&provider=openai&model=" + CALLED
                + "&group_by=hour&limit=100";
        return product.api.list(cells).stream()
                .filter(cell -> cell.get("hour").asText().equals(noon.toString()))
                .findFirst()
                .orElseThrow();
    }

    /** 1,000 fresh, 500 cached and 100 out for the first person, twice that for the second, and so on; and nobody's. */
    private List<Figure> figures(long times) {
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < people.size(); i++) {
            figures.add(Figure.of(Provider.OPENAI, noon, SPELLED)
                    .user(id(people.get(i)))
                    .project("proj_1")
                    .tokens(1_000 * (i + 1) * times, 100 * (i + 1))
                    .cached(500 * (i + 1), 0, 0)
                    .requests(10)
                    .figure());
        }
        figures.add(nobodys(SPELLED, NOBODYS));
        figures.add(nobodys(SHARED_SPELLED, SHARED_OUT));
        return figures;
    }

    private Figure nobodys(String model, long tokens) {
        return Figure.of(Provider.OPENAI, noon, model)
                .key("key_batch")
                .project("proj_1")
                .tokens(tokens, 0)
                .requests(1)
                .figure();
    }

    private void awaitReconciled(long times) {
        Map<String, Long> wanted = new TreeMap<>();
        for (int i = 0; i < people.size(); i++) {
            wanted.put(people.get(i).userId().toString(), (1_000 * times + 500) * (i + 1));
        }
        wanted.put("unattributed", NOBODYS);
        await().atMost(SETTLED_WITHIN).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            assertThat(reconciled(CALLED)).isEqualTo(wanted);
            assertThat(reconciled(SHARED).values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(SHARED_OUT);
        });
    }

    /** Input tokens of a model on the day by person, as the provider counted them. */
    private Map<String, Long> reconciled(String model) {
        Map<String, Long> said = new TreeMap<>();
        for (JsonNode item : product.api.list("/v1/usage?source=reconciled&period=daily&group_by=user,model&limit=1000"
                + "&provider=openai&model=" + model + "&start_date=" + day + "&end_date=" + day)) {
            if (item.get("reconciled").isObject()) {
                said.merge(
                        item.get("user_id").asText(),
                        item.get("reconciled").get("input").asLong(),
                        Long::sum);
            }
        }
        return said;
    }

    private static String id(Person person) {
        return "user-" + person.userId();
    }

    private String body() {
        return "{\"provider\":\"openai\",\"name\":\"Story\",\"secret\":\""
                + simulator.access().openaiKey() + "\",\"settings\":{\"base_url\":\"" + simulator.url()
                + "/openai/v1\"}}";
    }
}
