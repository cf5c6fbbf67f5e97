package dev.toktra.reconciliation.providers.azure;

/** Azure counts the same tokens in two families of metrics; of an account one is read and never both. */
enum Family {
    /** For all models, with the model's name. */
    MODELS("InputTokens", "OutputTokens", "ModelRequests", "ModelDeploymentName eq '*' and ModelName eq '*'"),
    /** For Azure OpenAI only, without the model's name: the names of deployments say it when figures are settled. */
    OPENAI("ProcessedPromptTokens", "GeneratedTokens", "AzureOpenAIRequests", "ModelDeploymentName eq '*'");

    final String input;
    final String output;
    final String requests;
    final String split;

    Family(String input, String output, String requests, String split) {
        this.input = input;
        this.output = output;
        this.requests = requests;
        this.split = split;
    }

    String metrics() {
        return String.join(",", input, output, requests);
    }
}
