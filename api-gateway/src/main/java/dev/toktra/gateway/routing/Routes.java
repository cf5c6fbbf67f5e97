package dev.toktra.gateway.routing;

import static dev.toktra.gateway.access.Scope.ADMIN;
import static dev.toktra.gateway.access.Scope.BUDGETS_READ;
import static dev.toktra.gateway.access.Scope.CONNECTIONS_READ;
import static dev.toktra.gateway.access.Scope.DIRECTORY_READ;
import static dev.toktra.gateway.access.Scope.FORECASTS_READ;
import static dev.toktra.gateway.access.Scope.RECONCILIATION_READ;
import static dev.toktra.gateway.access.Scope.SCORES_READ;
import static dev.toktra.gateway.access.Scope.USAGE_READ;
import static dev.toktra.gateway.routing.Target.GATEWAY;
import static dev.toktra.gateway.routing.Target.RECONCILIATION;
import static dev.toktra.gateway.routing.Target.SCORING;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The table of public addresses: whose they are and what it takes to call them. What is not in it does not exist. */
public final class Routes {

    private static final Set<String> READ = Set.of("GET", "HEAD");
    private static final Set<String> ACT = Set.of("POST", "PUT", "PATCH", "DELETE");

    /** All rows; of rows that cover a path and take its method, the first one holds. */
    public static final List<Route> TABLE = List.of(
            new Route("/v1/usage", READ, USAGE_READ, RECONCILIATION),
            new Route("/v1/providers", READ, CONNECTIONS_READ, RECONCILIATION),
            new Route("/v1/providers", Set.of("POST", "PATCH", "DELETE"), ADMIN, RECONCILIATION),
            new Route("/v1/reconciliation", READ, RECONCILIATION_READ, RECONCILIATION),
            new Route("/v1/calibration", READ, RECONCILIATION_READ, RECONCILIATION),
            new Route("/v1/models", READ, RECONCILIATION_READ, RECONCILIATION),
            new Route("/v1/models/aliases", Set.of("POST", "PATCH", "DELETE"), ADMIN, RECONCILIATION),
            new Route("/v1/identity-mappings", READ, RECONCILIATION_READ, RECONCILIATION),
            new Route("/v1/identity-mappings", Set.of("POST", "PATCH", "DELETE"), ADMIN, RECONCILIATION),
            new Route("/v1/prices", READ, RECONCILIATION_READ, RECONCILIATION),
            new Route("/v1/budgets", READ, BUDGETS_READ, RECONCILIATION),
            new Route("/v1/budgets/check", Set.of("POST"), BUDGETS_READ, RECONCILIATION),
            new Route("/v1/budgets", Set.of("POST", "PATCH", "DELETE"), ADMIN, RECONCILIATION),
            new Route("/v1/scores", READ, SCORES_READ, SCORING),
            new Route("/v1/scores/runs", Set.of("POST"), ADMIN, SCORING),
            new Route("/v1/leaderboard", READ, SCORES_READ, SCORING),
            new Route("/v1/leaderboard/lifts", Set.of("POST"), SCORES_READ, SCORING),
            new Route("/v1/tiers", READ, SCORES_READ, SCORING),
            new Route("/v1/tiers", Set.of("PUT", "DELETE"), ADMIN, SCORING),
            new Route("/v1/model-access/check", Set.of("POST"), SCORES_READ, SCORING),
            new Route("/v1/scorecards", READ, SCORES_READ, SCORING),
            new Route("/v1/forecasts", READ, FORECASTS_READ, SCORING),
            new Route("/v1/admin/ledger", READ, ADMIN, RECONCILIATION),
            new Route("/v1/admin/ledger", ACT, ADMIN, RECONCILIATION),
            new Route("/v1/admin/quarantine", READ, ADMIN, RECONCILIATION),
            new Route("/v1/admin/quarantine", ACT, ADMIN, RECONCILIATION),
            new Route("/v1/organisation", READ, DIRECTORY_READ, GATEWAY),
            new Route("/v1/organisation", Set.of("PATCH"), ADMIN, GATEWAY),
            new Route("/v1/users", READ, DIRECTORY_READ, GATEWAY),
            new Route("/v1/users", Set.of("POST", "PATCH"), ADMIN, GATEWAY),
            new Route("/v1/departments", READ, DIRECTORY_READ, GATEWAY),
            new Route("/v1/departments", Set.of("POST", "PATCH"), ADMIN, GATEWAY),
            new Route("/v1/teams", READ, DIRECTORY_READ, GATEWAY),
            new Route("/v1/teams", Set.of("POST", "PATCH"), ADMIN, GATEWAY),
            new Route("/v1/api-keys", READ, ADMIN, GATEWAY),
            new Route("/v1/api-keys", Set.of("POST", "DELETE"), ADMIN, GATEWAY));

    private Routes() {}

    /** What the table says of an address. */
    public sealed interface Found {

        /** The row that holds. */
        record Way(Route route) implements Found {}

        /** The path is in the table, the method is not. */
        record OtherMethods(String allowed) implements Found {}

        /** The path is not in the table. */
        record Nothing() implements Found {}
    }

    /** Looks an address up. */
    public static Found find(String method, String path) {
        List<Route> covering =
                TABLE.stream().filter(route -> route.covers(path)).toList();
        if (covering.isEmpty()) {
            return new Found.Nothing();
        }
        return covering.stream()
                .filter(route -> route.methods().contains(method))
                .findFirst()
                .<Found>map(Found.Way::new)
                .orElseGet(() -> new Found.OtherMethods(allowed(covering)));
    }

    private static String allowed(List<Route> covering) {
        return covering.stream()
                .flatMap(route -> route.methods().stream())
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(", "));
    }
}
