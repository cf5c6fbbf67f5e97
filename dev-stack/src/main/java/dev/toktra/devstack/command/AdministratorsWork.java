package dev.toktra.devstack.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toktra.devstack.suite.Bootstrap;
import dev.toktra.devstack.suite.Probe;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** What the demo's administrator says over the API; what was said at an earlier start is not said again. */
final class AdministratorsWork {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUPPORT = "Customer Support";
    private static final String SUPPORT_ACCOUNT = "/subscriptions/halden-production/resourcegroups/ai"
            + "/providers/microsoft.cognitiveservices/accounts/halden-support";
    private static final String SINCE_EVER = "2020-01-01";
    private static final String TAGGER = "ft:gpt-4o-2024-08-06:halden:ticket-tags:*";
    private static final String TAGGER_IS_CALLED = "ticket-tags";

    private final String gateway;
    private final Bootstrap bootstrap;
    private final Consumer<String> say;

    AdministratorsWork(String gateway, Bootstrap bootstrap, Consumer<String> say) {
        this.gateway = gateway;
        this.bootstrap = bootstrap;
        this.say = say;
    }

    /** Moves people and ends what those were eligible for who left, each from their day on. */
    void movePeople() {
        bootstrap.moves().forEach(this::move);
    }

    private void move(Bootstrap.Move move) {
        String url = gateway + "/v1/users/" + move.userId();
        JsonNode person = json(Probe.get(url, bootstrap.apiKey()).orElse("{}"));
        boolean known = move.teamId() == null
                ? has(
                        person.path("eligibility"),
                        one -> text(one, "valid_until").equals(move.from()))
                : has(person.path("memberships"), one -> text(one, "valid_from").equals(move.from()));
        if (known) {
            return;
        }
        ObjectNode change = JSON.createObjectNode();
        ObjectNode membership = change.putObject("membership").put("valid_from", move.from());
        if (move.teamId() == null) {
            change.putObject("eligibility").put("eligible", false).put("valid_from", move.from());
        } else {
            membership.put("team_id", move.teamId());
        }
        String words = text(person, "name")
                + (move.teamId() == null ? " left on " : " changed the department on ")
                + move.from();
        told(Probe.patch(url, bootstrap.apiKey(), change.toString()), 200, words);
    }

    /** Says whose the support desk's account at Azure is, and what the model of the nightly job is called. */
    void nameThings() {
        ObjectNode mapping = JSON.createObjectNode()
                .put("provider", "azure_openai")
                .put("kind", "project")
                .put("value", SUPPORT_ACCOUNT)
                .put("valid_from", SINCE_EVER);
        bootstrap
                .department(SUPPORT)
                .ifPresent(unit -> add(
                        new Said("/v1/identity-mappings", "value", SUPPORT_ACCOUNT),
                        mapping.put("unit_id", unit),
                        "Azure's account halden-support is " + SUPPORT + "'s"));
        ObjectNode alias = JSON.createObjectNode()
                .put("provider", "openai")
                .put("pattern", TAGGER)
                .put("canonical", TAGGER_IS_CALLED);
        add(
                new Said("/v1/models/aliases", "pattern", TAGGER),
                alias,
                "the model of the nightly job is called " + TAGGER_IS_CALLED);
    }

    /** Where something is said, and the member by which it is known again. */
    private record Said(String path, String member, String value) {

        boolean of(JsonNode item) {
            return text(item, member).equalsIgnoreCase(value);
        }
    }

    private void add(Said said, ObjectNode body, String words) {
        JsonNode there = json(Probe.get(gateway + said.path() + "?limit=1000", bootstrap.apiKey())
                .orElse("{}"));
        if (!has(there.path("items"), said::of)) {
            told(Probe.post(gateway + said.path(), bootstrap.apiKey(), body.toString()), 201, words);
        }
    }

    private void told(Probe.Said answer, int wanted, String words) {
        say.accept(
                answer.status() == wanted
                        ? words
                        : "The API does not take that " + words + ": " + answer.status() + " " + answer.body());
    }

    private static boolean has(JsonNode items, Predicate<JsonNode> which) {
        return StreamSupport.stream(items.spliterator(), false).anyMatch(which);
    }

    private static String text(JsonNode object, String member) {
        return object.path(member).asText();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }
}
