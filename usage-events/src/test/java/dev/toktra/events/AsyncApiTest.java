package dev.toktra.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** asyncapi.yaml says what the records are, neither more nor less. */
class AsyncApiTest {

    private static final JsonNode DOCUMENT = new ObjectMapper()
            .valueToTree(
                    new Yaml().<Map<String, Object>>load(AsyncApiTest.class.getResourceAsStream("/asyncapi.yaml")));

    @Test
    void itsChannelsAreTheTopics() {
        assertThat(DOCUMENT.get("asyncapi").asText()).startsWith("3.");
        List<String> addresses = StreamSupport.stream(DOCUMENT.get("channels").spliterator(), false)
                .map(channel -> channel.get("address").asText())
                .toList();
        assertThat(addresses).containsExactlyElementsOf(Topics.ALL);
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = DOCUMENT.findValuesAsText("$ref");
        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                DOCUMENT.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void everyTopicHasOneSenderAndItsOwnerSends() {
        Map<String, List<String>> senders = StreamSupport.stream(
                        ((Iterable<Map.Entry<String, JsonNode>>)
                                        () -> DOCUMENT.get("operations").fields())
                                .spliterator(),
                        false)
                .filter(operation -> operation.getValue().get("action").asText().equals("send"))
                .collect(Collectors.groupingBy(
                        operation -> DOCUMENT.at(operation
                                        .getValue()
                                        .at("/channel/$ref")
                                        .asText()
                                        .substring(1))
                                .get("address")
                                .asText(),
                        Collectors.mapping(
                                operation -> operation.getKey().replaceAll("\\..*", ""), Collectors.toList())));
        assertThat(senders.keySet()).containsExactlyInAnyOrderElementsOf(Topics.ALL);
        assertThat(senders)
                .allSatisfy((topic, services) -> assertThat(services)
                        .containsExactly(
                                topic.startsWith("directory.")
                                        ? "api-gateway"
                                        : topic.replaceAll("\\..*", "-service")));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                UsageBatch.class,
                UsageEvent.class,
                LostRange.class,
                Rejection.class,
                TokenCounts.class,
                Outcome.class,
                DeviceState.class,
                OrganisationState.class,
                PersonState.class,
                UnitState.class,
                DailyUsage.class,
                DailyUsage.Row.class,
                BudgetStatus.class,
                BudgetStatus.Budget.class,
                BudgetStatus.Current.class,
                BudgetStatus.Projected.class,
                BudgetStatus.Alert.class,
                EfficiencyScore.class,
                EfficiencyScore.Latest.class,
                EfficiencyScore.Component.class,
                ModelTier.class
            })
    void aSchemaHasTheComponentsOfItsRecord(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        String name = (outer == null ? "" : outer.getSimpleName()) + type.getSimpleName();
        Set<String> described = new TreeSet<>();
        DOCUMENT.at("/components/schemas/" + name + "/properties").fieldNames().forEachRemaining(described::add);
        Set<String> components = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .map(PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE::translate)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(described).isEqualTo(components);
    }
}
