package dev.toktra.agent.population;

/**
 * A model as a provider offers it.
 *
 * @param caches whether the provider reports prompt caching for it
 * @param reasoning usual part of the output that it spends thinking
 * @param price what it costs
 */
record ModelOffer(
        String provider, String model, Rank rank, Trend trend, boolean caches, double reasoning, Price price) {

    /** How strong and dear a model is. */
    enum Rank {
        TOP,
        MIDDLE,
        SMALL
    }

    /** The called path without query and without names of customers. */
    String endpoint() {
        return switch (provider) {
            case "openai" -> "/v1/responses";
            case "anthropic" -> "/v1/messages";
            case "azure_openai" -> "/openai/deployments/" + model + "/chat/completions";
            default ->
                "/v1/publishers/" + (model.startsWith("claude") ? "anthropic" : "google") + "/models/" + model
                        + ":streamGenerateContent";
        };
    }
}
