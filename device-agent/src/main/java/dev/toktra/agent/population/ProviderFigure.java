package dev.toktra.agent.population;

import org.jspecify.annotations.Nullable;

/** What was used under one set of a provider's names within an hour. */
public record ProviderFigure(Payer payer, Billed billed) {

    /**
     * The names under which a provider counts.
     *
     * @param project a project, a workspace, an Azure account or a GCP project
     * @param model as the provider spells it
     * @param deployment Azure's, in the account
     */
    public record Payer(
            @Nullable String user,
            @Nullable String key,
            @Nullable String project,
            String model,
            @Nullable String deployment,
            boolean batch) {}
}
