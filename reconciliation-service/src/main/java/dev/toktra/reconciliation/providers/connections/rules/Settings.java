package dev.toktra.reconciliation.providers.connections.rules;

import dev.toktra.reconciliation.providers.Provider;
import dev.toktra.reconciliation.providers.connections.rules.Setting.Kind;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What is set about a connection, complete: every setting of its provider, defaults filled in. Nothing in it is secret. */
public record Settings(Provider provider, Map<Setting, List<String>> values) {

    public Settings {
        Map<Setting, List<String>> copy = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.of(provider)) {
            List<String> value = values.get(setting);
            if (value == null || value.isEmpty()) {
                throw new IllegalArgumentException(setting.word() + " is missing");
            }
            copy.put(setting, List.copyOf(value));
        }
        values = Map.copyOf(copy);
    }

    /** The value of a setting that has one. */
    public String text(Setting setting) {
        return list(setting).get(0);
    }

    public List<String> list(Setting setting) {
        return Objects.requireNonNull(values.get(setting), setting::word);
    }

    public URI address(Setting setting) {
        return URI.create(text(setting));
    }

    /** All addresses that are called with the secret. */
    public List<URI> addresses() {
        return Setting.of(provider).stream()
                .filter(setting -> setting.kind() == Kind.ADDRESS)
                .map(this::address)
                .toList();
    }
}
