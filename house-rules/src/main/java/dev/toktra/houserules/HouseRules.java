package dev.toktra.houserules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Checks the classes of one module; its ArchitectureTest names its package and calls what applies. */
public final class HouseRules {

    /** A class with one of these endings wires, stores or talks; one without is domain. */
    private static final Pattern LAYERED = Pattern.compile(
            ".*(Resource|Client|Consumer|Publisher|Store|Row|Job|Config|Problems|Producer|Health|Metrics|Filter|Mapper|Main|Guard)");

    private static final Pattern FORBIDDEN = Pattern.compile(
            ".*(Manager|Helper|Utils?|Impl|Base|Common|Processor|Handler|Info|Data|Dto|Vo|Controller|Service)|Abstract.*");

    private static final String[] FRAMEWORKS = {
        "io.quarkus..",
        "io.smallrye..",
        "io.vertx..",
        "com.fasterxml..",
        "java.sql..",
        "jakarta.persistence..",
        "jakarta.ws.rs..",
        "org.hibernate.."
    };

    private final JavaClasses production;
    private final JavaClasses tests;

    private HouseRules(JavaClasses production, JavaClasses tests) {
        this.production = production;
        this.tests = tests;
    }

    /** The classes below a package, such as {@code dev.toktra.ingest}, and their tests. */
    public static HouseRules of(String rootPackage) {
        JavaClasses production = imported(rootPackage, ImportOption.Predefined.DO_NOT_INCLUDE_TESTS);
        if (production.isEmpty()) {
            throw new IllegalArgumentException("no classes below " + rootPackage);
        }
        return new HouseRules(production, imported(rootPackage, ImportOption.Predefined.ONLY_INCLUDE_TESTS));
    }

    private static JavaClasses imported(String rootPackage, ImportOption which) {
        return new ClassFileImporter()
                .withImportOption(which)
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
                .importPackages(rootPackage);
    }

    /** The rules that hold in every module. */
    public void holdEverywhere() {
        noForbiddenNames().check(production);
        timeComesFromAClock().check(production);
        nothingPrintsOrExits().check(production);
        nothingSleeps().check(tests);
    }

    /** The rules that hold in a deployable, on top of those that hold everywhere. */
    public void holdInAService() {
        holdEverywhere();
        resourceMethodsArePublic().check(production);
        resourcesStayAwayFromTheWorker().check(production);
        rowsStayInTheirPackage().check(production);
        featuresHaveNoCycles().check(production);
    }

    /** The named domain classes use nothing but Java: decisions are made without frameworks. */
    public void domainIsPlainJava(String... packages) {
        domainRule(packages).check(production);
    }

    static ArchRule domainRule(String... packages) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages)
                .and(withoutLayerSuffix())
                .and()
                .areTopLevelClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FRAMEWORKS)
                .allowEmptyShould(true)
                .because("the domain is plain Java; beans only wire");
    }

    static ArchRule noForbiddenNames() {
        return classes()
                .that()
                .areTopLevelClasses()
                .should()
                .haveNameNotMatching("(?:.*\\.)?(?:" + FORBIDDEN.pattern() + ")$")
                .because("a name says what a class is, not that it does something");
    }

    static ArchRule timeComesFromAClock() {
        return CompositeArchRule.of(List.of(
                noClasses().should().callMethod(Instant.class, "now"),
                noClasses().should().callMethod(java.time.LocalDate.class, "now"),
                noClasses().should().callMethod(java.time.LocalDateTime.class, "now"),
                noClasses().should().callMethod(java.time.OffsetDateTime.class, "now"),
                noClasses().should().callMethod(java.time.ZonedDateTime.class, "now"),
                noClasses().should().callConstructor(java.util.Date.class),
                classes()
                        .that()
                        .haveSimpleNameNotEndingWith("Producer")
                        .and()
                        .haveSimpleNameNotEndingWith("Main")
                        .and()
                        .haveSimpleNameNotEndingWith("Clocks")
                        .should()
                        .onlyCallMethodsThat(isNotTheSystemClock())));
    }

    static ArchRule nothingPrintsOrExits() {
        return noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Main")
                .should()
                .callMethod(Throwable.class, "printStackTrace")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class);
    }

    static ArchRule nothingSleeps() {
        return noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .orShould()
                .callMethod(TimeUnit.class, "sleep", long.class)
                .because("a test waits for what it needs, not for a time");
    }

    static ArchRule resourceMethodsArePublic() {
        return methods()
                .that()
                .areDeclaredInClassesThat()
                .haveSimpleNameEndingWith("Resource")
                .and(DescribedPredicate.describe(
                        "answer HTTP",
                        method -> method.getAnnotations().stream()
                                .anyMatch(annotation ->
                                        annotation.getRawType().getPackageName().equals("jakarta.ws.rs")
                                                && annotation
                                                        .getRawType()
                                                        .getSimpleName()
                                                        .matches("GET|POST|PUT|PATCH|DELETE"))))
                .should()
                .bePublic()
                .allowEmptyShould(true)
                .because("Quarkus ignores resource methods that are not public, with only a warning");
    }

    static ArchRule resourcesStayAwayFromTheWorker() {
        return noClasses()
                .that()
                .haveSimpleNameEndingWith("Resource")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "work across organisations or on the database directly",
                        type -> type.getName().startsWith("io.vertx.mutiny.sqlclient")
                                || type.getName().startsWith("io.agroal")
                                || type.getName().startsWith("javax.sql")))
                .allowEmptyShould(true)
                .because("what answers a request works under row level security, through a Store");
    }

    static ArchRule rowsStayInTheirPackage() {
        return classes()
                .that()
                .haveSimpleNameEndingWith("Row")
                .and()
                .areTopLevelClasses()
                .should()
                .bePackagePrivate()
                .orShould()
                .beAnnotatedWith("jakarta.persistence.Entity")
                .allowEmptyShould(true)
                .because("a table row never leaves its package");
    }

    static ArchRule featuresHaveNoCycles() {
        return slices().matching("dev.toktra.*.(*)..").should().beFreeOfCycles().allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaClass> withoutLayerSuffix() {
        return DescribedPredicate.describe(
                "carry no layer in their name",
                type -> !LAYERED.matcher(type.getSimpleName()).matches());
    }

    private static DescribedPredicate<com.tngtech.archunit.core.domain.JavaMember> isNotTheSystemClock() {
        return DescribedPredicate.describe(
                "are not the system's clock",
                member -> !(member.getOwner().isEquivalentTo(Clock.class)
                        && member.getName().startsWith("system")));
    }
}
