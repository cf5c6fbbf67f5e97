package dev.toktra.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.callerscope.Actor;
import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.Role;
import dev.toktra.callerscope.VouchedCaller;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeTest {

    private static final UUID SOMEONE = UUID.fromString("0193a000-0000-7000-8000-000000000001");

    private static String allowed(Caller caller) {
        return String.join(
                " ",
                Arrays.stream(Scope.values())
                        .filter(scope -> scope.allows(caller))
                        .map(Scope::word)
                        .toList());
    }

    @ParameterizedTest(name = "{0} {1} with {2}")
    @CsvSource({
        "KEY, ANALYST, usage:read, usage:read",
        "KEY, ANALYST, connections:read, connections:read",
        "KEY, ANALYST, reconciliation:read, reconciliation:read",
        "KEY, ANALYST, budgets:read, budgets:read",
        "KEY, ANALYST, scores:read, scores:read",
        "KEY, ANALYST, forecasts:read, forecasts:read",
        "KEY, ANALYST, directory:read, directory:read",
        "KEY, ANALYST, '', ''",
        "KEY, ANALYST, admin, ''",
        "KEY, ADMIN, admin, usage:read connections:read reconciliation:read budgets:read scores:read forecasts:read directory:read admin",
        "KEY, MEMBER, usage:read, ''",
        "CLIENT, ANALYST, usage:read, usage:read",
        "PERSON, ADMIN, '', usage:read connections:read reconciliation:read budgets:read scores:read forecasts:read directory:read admin",
        "PERSON, ANALYST, '', usage:read connections:read reconciliation:read budgets:read scores:read forecasts:read directory:read",
        "PERSON, LEAD, '', budgets:read scores:read forecasts:read",
        "CLIENT, LEAD, usage:read, ''",
        "PERSON, MEMBER, '', budgets:read scores:read forecasts:read",
        "PERSON, PRIVACY_OFFICER, '', budgets:read scores:read forecasts:read",
        "ANONYMOUS, ANALYST, '', ''"
    })
    void callerMayDoWhatRoleAndScopesAllow(Actor actor, Role role, String scopes, String allowed) {
        Caller caller =
                new VouchedCaller(SOMEONE, "someone", actor, null, Set.of(role), Set.copyOf(Arrays.asList(scopes)));

        assertThat(allowed(caller)).isEqualTo(allowed);
    }
}
