package dev.toktra.reconciliation.providers.connections;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.reconciliation.providers.Provider;
import dev.toktra.reconciliation.providers.connections.rules.Setting;
import dev.toktra.reconciliation.providers.connections.rules.Setting.Kind;
import dev.toktra.reconciliation.providers.connections.rules.Settings;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings as they stand in JSON, in the table and on the wire. */
final class SettingsMapper {

    private SettingsMapper() {}

    static Map<String, Object> json(Settings settings) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (Setting setting : Setting.of(settings.provider())) {
            json.put(setting.word(), setting.kind() == Kind.NAMES ? settings.list(setting) : settings.text(setting));
        }
        return json;
    }

    /** Settings that were stored, and so are complete. */
    static Settings settings(Provider provider, JsonNode json) {
        Map<Setting, List<String>> values = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.of(provider)) {
            List<String> value = new ArrayList<>();
            JsonNode node = json.path(setting.word());
            if (node.isArray()) {
                node.forEach(name -> value.add(name.asText()));
            } else {
                value.add(node.asText());
            }
            values.put(setting, value);
        }
        return new Settings(provider, values);
    }
}
