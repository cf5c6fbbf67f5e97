package dev.toktra.devstack.provider.names;

/** A project of OpenAI or GCP, or a workspace of Anthropic; {@code location} is where a GCP project serves from. */
public record Project(Provider provider, String id, String name, boolean archived, String location) {

    public static Project of(Provider provider, String id, String name) {
        return new Project(provider, id, name, false, "us-central1");
    }
}
