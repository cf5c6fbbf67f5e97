package dev.toktra.reconciliation.providers;

import org.jspecify.annotations.Nullable;

/**
 * Whose tokens a provider counted, in its own words: besides connection, source and bucket the whole natural key.
 *
 * <p>A null dimension is one that the provider left open (Anthropic: key null is the console, project null the default
 * workspace) or does not know, and is not the same as an empty text.
 *
 * @param model in the provider's words, {@link #UNKNOWN_MODEL} where it names none
 * @param user the provider's id of a person (OpenAI, Anthropic)
 * @param key the provider's id of an API key (OpenAI, Anthropic)
 * @param project OpenAI project, Anthropic workspace, resource id of an Azure account in lower case, GCP project
 * @param deployment Azure only: the deployment's name within its account
 * @param tier service tier in the provider's words; GCP {@code dedicated} is provisioned throughput
 * @param location region (Azure, GCP)
 * @param batch whether the calls were batch calls, which have prices of their own
 */
public record Dimensions(
        String model,
        @Nullable String user,
        @Nullable String key,
        @Nullable String project,
        @Nullable String deployment,
        @Nullable String tier,
        @Nullable String location,
        boolean batch) {

    /** A provider's total is kept also where the provider names no model. */
    public static final String UNKNOWN_MODEL = "unknown";
}
