package dev.toktra.agent.population;

/**
 * A program with a model that people use.
 *
 * @param coding whether it works on code, in large contexts, and reports outcomes
 */
record Tool(String application, ModelOffer model, boolean coding) {

    static Choice<Tool> coding(String application, ModelOffer model, double weight) {
        return new Choice<>(new Tool(application, model, true), weight);
    }

    static Choice<Tool> chat(String application, ModelOffer model, double weight) {
        return new Choice<>(new Tool(application, model, false), weight);
    }
}
