package dev.toktra.devstack.provider.names;

import java.util.Map;
import java.util.Optional;

/** An account of Azure's AI services; {@code kind} is OpenAI, AIServices or one that serves no language model. */
public record Account(
        String subscription, String resourceGroup, String name, String region, String kind, Map<String, String> tags) {

    /** Tags may be left out, as they are where there are none. */
    public Account {
        tags = Map.copyOf(Optional.ofNullable(tags).orElse(Map.of()));
    }

    public static Account of(String subscription, String name) {
        return new Account(subscription, "ai", name, "westeurope", "OpenAI", Map.of());
    }

    public String id() {
        return "/subscriptions/" + subscription + "/resourceGroups/" + resourceGroup
                + "/providers/Microsoft.CognitiveServices/accounts/" + name;
    }
}
