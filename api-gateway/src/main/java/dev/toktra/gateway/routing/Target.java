package dev.toktra.gateway.routing;

/** Who answers an address. */
public enum Target {
    /** The gateway itself. */
    GATEWAY("api-gateway"),
    RECONCILIATION("reconciliation-service"),
    SCORING("scoring-service");

    private final String audience;

    Target(String audience) {
        this.audience = audience;
    }

    /** The service's name, for which caller tokens are made out. */
    public String audience() {
        return audience;
    }

    /** The key of the service's address in the settings: {@code toktra.services.<key>.url}. */
    public String key() {
        return audience.replace("-service", "");
    }
}
