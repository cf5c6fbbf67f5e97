package dev.toktra.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.gateway.access.Scope;
import dev.toktra.gateway.routing.Routes.Found;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {

    @Test
    void pathAndEverythingBelowItIsTheServices() {
        for (String path : new String[] {"/v1/usage", "/v1/usage/summary", "/v1/usage/a/b"}) {
            assertThat(Routes.find("GET", path)).isInstanceOfSatisfying(Found.Way.class, way -> {
                assertThat(way.route().target()).isEqualTo(Target.RECONCILIATION);
                assertThat(way.route().scope()).isEqualTo(Scope.USAGE_READ);
            });
        }
    }

    @Test
    void pathThatOnlyBeginsAlikeIsNot() {
        assertThat(Routes.find("GET", "/v1/usagex")).isInstanceOf(Found.Nothing.class);
        assertThat(Routes.find("GET", "/v1/usage-export")).isInstanceOf(Found.Nothing.class);
        assertThat(Routes.find("GET", "/v1")).isInstanceOf(Found.Nothing.class);
    }

    @Test
    void eventsOfDevicesAreNotTakenHere() {
        assertThat(Routes.find("POST", "/v1/events")).isInstanceOf(Found.Nothing.class);
    }

    @Test
    void changingNeedsMoreThanReading() {
        assertThat(Routes.find("GET", "/v1/users/1"))
                .isInstanceOfSatisfying(
                        Found.Way.class, way -> assertThat(way.route().scope()).isEqualTo(Scope.DIRECTORY_READ));
        assertThat(Routes.find("PATCH", "/v1/users/1"))
                .isInstanceOfSatisfying(
                        Found.Way.class, way -> assertThat(way.route().scope()).isEqualTo(Scope.ADMIN));
    }

    @Test
    void connectionsAreReadWithTheirScopeAndChangedByAdministrators() {
        assertThat(Routes.find("GET", "/v1/providers/1/runs"))
                .isInstanceOfSatisfying(
                        Found.Way.class, way -> assertThat(way.route().scope()).isEqualTo(Scope.CONNECTIONS_READ));
        for (String method : new String[] {"POST", "PATCH", "DELETE"}) {
            assertThat(Routes.find(method, "/v1/providers/1/poll")).isInstanceOfSatisfying(Found.Way.class, way -> {
                assertThat(way.route().scope()).isEqualTo(Scope.ADMIN);
                assertThat(way.route().target()).isEqualTo(Target.RECONCILIATION);
            });
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "GET, /v1/reconciliation, RECONCILIATION_READ",
        "GET, /v1/reconciliation/summary, RECONCILIATION_READ",
        "GET, /v1/calibration, RECONCILIATION_READ",
        "GET, /v1/models, RECONCILIATION_READ",
        "GET, /v1/models/aliases/1, RECONCILIATION_READ",
        "POST, /v1/models/aliases, ADMIN",
        "GET, /v1/identity-mappings/candidates, RECONCILIATION_READ",
        "PATCH, /v1/identity-mappings/1, ADMIN",
        "GET, /v1/prices, RECONCILIATION_READ",
        "GET, /v1/budgets/1/status, BUDGETS_READ",
        "POST, /v1/budgets/check, BUDGETS_READ",
        "POST, /v1/budgets, ADMIN",
        "DELETE, /v1/budgets/1, ADMIN",
        "PATCH, /v1/budgets/check, ADMIN"
    })
    void whatIsSettledIsReadWithItsScopesAndChangedByAdministrators(String method, String path, Scope scope) {
        assertThat(Routes.find(method, path)).isInstanceOfSatisfying(Found.Way.class, way -> {
            assertThat(way.route().scope()).isEqualTo(scope);
            assertThat(way.route().target()).isEqualTo(Target.RECONCILIATION);
        });
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "GET, /v1/scores, SCORES_READ",
        "GET, /v1/scores/1/history, SCORES_READ",
        "GET, /v1/scores/runs, SCORES_READ",
        "POST, /v1/scores/runs, ADMIN",
        "GET, /v1/leaderboard, SCORES_READ",
        "POST, /v1/leaderboard/lifts, SCORES_READ",
        "GET, /v1/tiers/1/history, SCORES_READ",
        "PUT, /v1/tiers/premium, ADMIN",
        "PUT, /v1/tiers/overrides/1, ADMIN",
        "DELETE, /v1/tiers/overrides/1, ADMIN",
        "POST, /v1/model-access/check, SCORES_READ",
        "GET, /v1/scorecards/diff, SCORES_READ",
        "GET, /v1/forecasts, FORECASTS_READ"
    })
    void whatIsComputedAtNightIsReadWithItsScopesAndChangedByAdministrators(String method, String path, Scope scope) {
        assertThat(Routes.find(method, path)).isInstanceOfSatisfying(Found.Way.class, way -> {
            assertThat(way.route().scope()).isEqualTo(scope);
            assertThat(way.route().target()).isEqualTo(Target.SCORING);
        });
    }

    @Test
    void scoresAreComputedAndNotWritten() {
        assertThat(Routes.find("POST", "/v1/scores")).isEqualTo(new Found.OtherMethods("GET, HEAD"));
        assertThat(Routes.find("GET", "/v1/model-access/check")).isEqualTo(new Found.OtherMethods("POST"));
        assertThat(Routes.find("GET", "/v1/model-access")).isInstanceOf(Found.Nothing.class);
    }

    @Test
    void whatNobodyMayChangeTakesNoChange() {
        for (String path : new String[] {"/v1/reconciliation", "/v1/calibration", "/v1/prices", "/v1/models"}) {
            assertThat(Routes.find("POST", path)).isEqualTo(new Found.OtherMethods("GET, HEAD"));
        }
    }

    @Test
    void otherMethodsAreNamed() {
        assertThat(Routes.find("DELETE", "/v1/users/1")).isEqualTo(new Found.OtherMethods("GET, HEAD, PATCH, POST"));
    }
}
