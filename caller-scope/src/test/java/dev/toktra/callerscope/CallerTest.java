package dev.toktra.callerscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toktra.problem.Problem;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerTest {

    private static Caller caller(Actor actor, boolean person, Role... roles) {
        UUID id = new UUID(0, 1);
        return new VouchedCaller(id, "s", actor, person ? id : null, Set.of(roles), Set.of("usage:read"));
    }

    @ParameterizedTest
    @CsvSource({
        "ADMIN, ORGANISATION, ORGANISATION",
        "ANALYST, ORGANISATION, ORGANISATION",
        "PRIVACY_OFFICER, ORGANISATION, ORGANISATION",
        "LEAD, DEPARTMENT, NOTHING",
        "MEMBER, SELF, NOTHING"
    })
    void aRoleDecidesHowFarOneSees(Role role, Reach asPerson, Reach asProgram) {
        assertThat(caller(Actor.PERSON, true, role).reach()).isEqualTo(asPerson);
        assertThat(caller(Actor.KEY, false, role).reach()).isEqualTo(asProgram);
    }

    @Test
    void theWidestRoleCountsAndNoRoleSeesNothing() {
        assertThat(caller(Actor.PERSON, true, Role.MEMBER, Role.LEAD).reach()).isEqualTo(Reach.DEPARTMENT);
        assertThat(caller(Actor.PERSON, true, Role.MEMBER, Role.ADMIN).reach()).isEqualTo(Reach.ORGANISATION);
        assertThat(caller(Actor.PERSON, true).reach()).isEqualTo(Reach.NOTHING);
    }

    @Test
    void aMissingRoleIsA403ThatNamesTheRoles() {
        Caller member = caller(Actor.PERSON, true, Role.MEMBER);
        assertThatCode(() -> member.requireRole(Role.ADMIN, Role.MEMBER)).doesNotThrowAnyException();
        assertThatThrownBy(() -> member.requireRole(Role.ADMIN, Role.PRIVACY_OFFICER))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(403))
                .hasMessageContaining("admin, privacy_officer");
    }

    @Test
    void scopesLimitProgramsOnly() {
        assertThatCode(() -> caller(Actor.PERSON, true, Role.MEMBER).requireScope("exports:write"))
                .doesNotThrowAnyException();
        assertThatCode(() -> caller(Actor.KEY, false, Role.ANALYST).requireScope("usage:read"))
                .doesNotThrowAnyException();
        assertThatCode(() -> caller(Actor.KEY, false, Role.ADMIN).requireScope("exports:write"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> caller(Actor.CLIENT, false, Role.ANALYST).requireScope("exports:write"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("exports:write");
    }
}
