package dev.toktra.devstack.provider.names;

/** A model deployed in an account of Azure under a name of its own; {@code format} is its maker, such as OpenAI. */
public record Deployment(String account, String name, String format, String model, String version) {

    public static Deployment of(String account, String name, String model) {
        return new Deployment(account, name, model.startsWith("claude") ? "Anthropic" : "OpenAI", model, "1");
    }
}
