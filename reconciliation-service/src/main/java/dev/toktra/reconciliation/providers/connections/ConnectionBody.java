package dev.toktra.reconciliation.providers.connections;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.toktra.problem.FieldError;
import dev.toktra.problem.Problem;
import dev.toktra.reconciliation.providers.Provider;
import dev.toktra.reconciliation.providers.Secret;
import dev.toktra.reconciliation.providers.connections.rules.AddressRule;
import dev.toktra.reconciliation.providers.connections.rules.Connection;
import dev.toktra.reconciliation.providers.connections.rules.Connection.State;
import dev.toktra.reconciliation.providers.connections.rules.Setting;
import dev.toktra.reconciliation.providers.connections.rules.Setting.Kind;
import dev.toktra.reconciliation.providers.connections.rules.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what a request wants of a connection, strictly, and says all that is wrong with it at once. */
final class ConnectionBody {

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._:-]{0,127}";
    private static final int NAMES_AT_MOST = 100;
    private static final int NAME_LENGTH = 200;
    private static final int FILE_LENGTH = 20_000;

    private final JsonNode body;
    private final AddressRule addresses;
    private final ObjectMapper json;
    private final List<FieldError> errors = new ArrayList<>();

    private ConnectionBody(JsonNode body, AddressRule addresses, ObjectMapper json) {
        this.body = body;
        this.addresses = addresses;
        this.json = json;
    }

    /** What a connection shall be; without a secret it keeps the one it has. */
    record Wanted(
            Settings settings,
            String name,
            State state,
            @Nullable Secret secret,
            @Nullable String hint) {}

    /** A new connection. */
    static Wanted fresh(JsonNode body, AddressRule addresses, ObjectMapper json) {
        ConnectionBody reader = new ConnectionBody(body, addresses, json);
        reader.onlyKnows(body, "", Set.of("provider", "name", "settings", "state", "secret"));
        Provider provider = Provider.of(reader.text("provider", "")).orElse(null);
        if (provider == null) {
            String words = Arrays.stream(Provider.values()).map(Provider::word).collect(Collectors.joining(", "));
            throw refused(List.of(new FieldError("/provider", "must be one of " + words)));
        }
        String name = reader.name("");
        Settings settings = reader.settings(provider, Map.of());
        return reader.wanted(settings, name, State.ACTIVE, true);
    }

    /** A connection with what is named in the body changed. */
    static Wanted changed(JsonNode body, Connection now, AddressRule addresses, ObjectMapper json) {
        ConnectionBody reader = new ConnectionBody(body, addresses, json);
        reader.onlyKnows(body, "", Set.of("name", "settings", "state", "secret"));
        String name = body.has("name") ? reader.name(now.name()) : now.name();
        Settings settings = body.has("settings")
                ? reader.settings(now.provider(), now.settings().values())
                : now.settings();
        boolean elsewhere =
                settings != null && !settings.addresses().equals(now.settings().addresses());
        if (elsewhere && !body.has("secret")) {
            reader.wrong("/secret", "must be given again when an address changes, so that it goes nowhere by surprise");
        }
        return reader.wanted(settings, name, now.state(), body.has("secret"));
    }

    private Wanted wanted(@Nullable Settings settings, String name, State otherwise, boolean withSecret) {
        State state = body.has("state") ? state() : otherwise;
        Provider provider = settings == null ? null : settings.provider();
        String given = withSecret ? text("secret", "") : null;
        String hint = given == null ? null : hint(provider, given);
        if (!errors.isEmpty() || settings == null) {
            throw refused(errors);
        }
        return new Wanted(settings, name, state, given == null ? null : Secret.of(given), hint);
    }

    private void onlyKnows(JsonNode object, String at, Set<String> names) {
        if (!object.isObject()) {
            throw refused(List.of(new FieldError(at, "must be an object")));
        }
        object.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                wrong(at + "/" + name.replace("~", "~0").replace("/", "~1"), "is not a known field");
            }
        });
    }

    private String text(String field, String otherwise) {
        JsonNode node = body.path(field);
        if (!node.isTextual()) {
            wrong("/" + field, node.isMissingNode() ? "is missing" : "must be a text");
            return otherwise;
        }
        return node.textValue().strip();
    }

    private String name(String otherwise) {
        String name = text("name", otherwise);
        boolean plain = !name.isEmpty() && name.length() <= NAME_LENGTH;
        if (body.path("name").isTextual() && (!plain || name.chars().anyMatch(Character::isISOControl))) {
            wrong("/name", "must be 1 to " + NAME_LENGTH + " characters on one line");
        }
        return name;
    }

    private State state() {
        String word = text("state", "");
        for (State state : State.values()) {
            if (state.name().toLowerCase(Locale.ROOT).equals(word)) {
                return state;
            }
        }
        wrong("/state", "must be active or paused");
        return State.PAUSED;
    }

    /** The settings, each from the body, else as it is, else its default; null where they are not complete. */
    private @Nullable Settings settings(Provider provider, Map<Setting, List<String>> now) {
        JsonNode given = body.path("settings");
        List<Setting> known = Setting.of(provider);
        if (!given.isMissingNode()) {
            onlyKnows(given, "/settings", known.stream().map(Setting::word).collect(Collectors.toSet()));
        }
        Map<Setting, List<String>> values = new EnumMap<>(Setting.class);
        for (Setting setting : known) {
            String otherwise = setting.otherwise();
            JsonNode node = given.path(setting.word());
            if (node.isMissingNode() && now.containsKey(setting)) {
                values.put(setting, now.get(setting));
            } else if ((node.isMissingNode() || node.isNull()) && otherwise != null) {
                values.put(setting, List.of(otherwise));
            } else {
                values.put(setting, value(setting, node));
            }
        }
        return errors.stream().anyMatch(error -> error.pointer().startsWith("/settings"))
                ? null
                : new Settings(provider, values);
    }

    private List<String> value(Setting setting, JsonNode node) {
        String at = "/settings/" + setting.word();
        if (node.isMissingNode() || node.isNull()) {
            wrong(at, "is missing");
            return List.of();
        }
        if (setting.kind() == Kind.NAMES) {
            return names(at, node);
        }
        if (!node.isTextual()) {
            wrong(at, "must be a text");
            return List.of();
        }
        String text = node.textValue().strip();
        if (setting.kind() == Kind.ADDRESS) {
            addresses.refusal(text).ifPresent(why -> wrong(at, why));
            return List.of(text.replaceAll("/$", ""));
        }
        mustBeName(at, node);
        return List.of(text);
    }

    private List<String> names(String at, JsonNode node) {
        if (!node.isArray() || node.isEmpty() || node.size() > NAMES_AT_MOST) {
            wrong(at, "must be a list of 1 to " + NAMES_AT_MOST + " names");
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            mustBeName(at + "/" + i, node.get(i));
            names.add(node.get(i).asText());
        }
        if (names.stream().distinct().count() < names.size()) {
            wrong(at, "must name each only once");
        }
        return names;
    }

    private void mustBeName(String at, JsonNode node) {
        if (!node.isTextual() || !node.textValue().matches(NAME)) {
            wrong(at, "must be a name of letters, digits, '.', '_', ':' and '-'");
        }
    }

    /** The secret's last four characters; of a service account those of its key's id. */
    private String hint(@Nullable Provider provider, String secret) {
        if (provider == Provider.GCP_VERTEX) {
            return serviceAccountHint(secret);
        }
        if (!secret.isEmpty() && !secret.matches("[!-~]{16,500}")) {
            wrong("/secret", "must be 16 to 500 visible ASCII characters");
        }
        return secret.substring(Math.max(0, secret.length() - 4));
    }

    private String serviceAccountHint(String secret) {
        try {
            JsonNode file = json.readTree(secret.length() > FILE_LENGTH ? "" : secret);
            String id = file.path("private_key_id").asText();
            if (id.length() >= 8
                    && file.path("private_key").isTextual()
                    && file.path("client_email").isTextual()) {
                return id.substring(id.length() - 4);
            }
        } catch (JsonProcessingException e) {
            // The message would quote the secret.
            wrong("/secret", "must be the JSON key file of a service account, as a text");
            return "";
        }
        wrong("/secret", "must be the JSON key file of a service account, as a text");
        return "";
    }

    private void wrong(String pointer, String what) {
        errors.add(new FieldError(pointer, what));
    }

    private static Problem refused(List<FieldError> errors) {
        return Problem.badRequest("The connection has fields with wrong values.")
                .with(errors);
    }
}
