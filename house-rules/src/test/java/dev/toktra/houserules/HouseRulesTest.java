package dev.toktra.houserules;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HouseRulesTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void eachRuleTurnsRedOnItsOffender(String name, ArchRule rule, Class<?> offender) {
        JavaClasses offenders = new ClassFileImporter().importClasses(offender);
        assertThatThrownBy(() -> rule.check(offenders)).isInstanceOf(AssertionError.class);
    }

    static Stream<Object[]> eachRuleTurnsRedOnItsOffender() {
        return Stream.of(
                new Object[] {"forbidden name", HouseRules.noForbiddenNames(), UsageHelper.class},
                new Object[] {"Instant.now()", HouseRules.timeComesFromAClock(), ReadsTheClock.class},
                new Object[] {"Clock.systemUTC()", HouseRules.timeComesFromAClock(), MakesAClock.class},
                new Object[] {"sleep", HouseRules.nothingPrintsOrExits(), Sleeper.class},
                new Object[] {"sleep in a test", HouseRules.nothingSleeps(), Sleeper.class},
                new Object[] {"row leaves its package", HouseRules.rowsStayInTheirPackage(), UsageRow.class});
    }

    @Test
    void anInnocentClassPasses() {
        JavaClasses innocent = new ClassFileImporter().importClasses(Innocent.class);
        assertThatCode(() -> {
                    HouseRules.noForbiddenNames().check(innocent);
                    HouseRules.timeComesFromAClock().check(innocent);
                    HouseRules.nothingPrintsOrExits().check(innocent);
                    HouseRules.nothingSleeps().check(innocent);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void testsAreHeldToTheRulesOfTests() {
        assertThatThrownBy(() -> HouseRules.of("dev.toktra.houserules").holdEverywhere())
                .hasMessageContaining("Sleeper.nap()");
    }

    @Test
    void aPackageWithoutClassesIsAnError() {
        assertThatThrownBy(() -> HouseRules.of("dev.toktra.nowhere")).hasMessageContaining("no classes");
    }
}

class UsageHelper {}

class Innocent {
    Instant at(Clock clock) {
        return clock.instant();
    }
}

class ReadsTheClock {
    Instant at() {
        return Instant.now();
    }
}

class MakesAClock {
    Clock clock() {
        return Clock.systemUTC();
    }
}

class Sleeper {
    void nap() throws InterruptedException {
        Thread.sleep(1);
    }
}
