package io.remotegpu.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayersTest {
    private static final String[] FRAMEWORKS = {"org.springframework..", "jakarta..", "io.debezium.."};

    static Stream<String> services() {
        return Platform.SERVICES.stream();
    }

    static Stream<String> libraries() {
        return Platform.LIBRARIES.stream();
    }

    @ParameterizedTest
    @MethodSource("services")
    void noServiceKnowsAnother(String service) {
        String[] others = Platform.trees(Platform.SERVICES.stream()
                .filter(other -> !other.equals(service))
                .toList());

        noClasses()
                .that()
                .resideInAPackage(Platform.tree(service))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because("services share facts through topics, never code")
                .check(Platform.CLASSES);
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void noLibraryKnowsAService(String library) {
        noClasses()
                .that()
                .resideInAPackage(Platform.tree(library))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(Platform.trees(Platform.SERVICES))
                .check(Platform.CLASSES);
    }

    @ParameterizedTest
    @MethodSource({"services", "libraries"})
    void theProductKnowsNothingOfWhatRunsAndTestsIt(String part) {
        noClasses()
                .that()
                .resideInAPackage(Platform.tree(part))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(Platform.trees(Platform.SURROUNDINGS))
                .check(Platform.CLASSES);
    }

    @Test
    void contractsNeedNoFramework() {
        noClasses()
                .that()
                .resideInAPackage(Platform.tree("contracts"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FRAMEWORKS)
                .because("agents and tools without Spring speak them too")
                .check(Platform.CLASSES);
    }

    @Test
    void sagaDefinitionsAndDecisionsNeedNoFramework() {
        noClasses()
                .that()
                .resideInAPackage(Platform.BASE + "saga")
                .or()
                .haveSimpleNameEndingWith("Saga")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FRAMEWORKS)
                .because("a saga is read and tested as a table")
                .check(Platform.CLASSES);
    }

    @Test
    void placementNeedsNoFramework() {
        noClasses()
                .that()
                .resideInAPackage(Platform.tree("scheduler.placement"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FRAMEWORKS)
                .because("where a workload goes is computed from values alone")
                .check(Platform.CLASSES);
    }

    @Test
    void theNodeAgentNeedsNoSpring() {
        noClasses()
                .that()
                .resideInAPackage(Platform.tree("agent"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..")
                .because("it runs on every host and stays small")
                .check(Platform.CLASSES);
    }

    @Test
    void featuresOfAServiceFormNoCycle() {
        slices().matching("io.remotegpu.(*).(*)..").should().beFreeOfCycles().check(Platform.CLASSES);
    }

    @Test
    void nobodyUsesAMapperOfObjectsToRows() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("jakarta.persistence..", "org.hibernate..", "org.springframework.data.jpa..")
                                // Of the same makers, but it checks settings and requests.
                                .and(resideOutsideOfPackage("org.hibernate.validator..")))
                .because("SQL is in sight")
                .check(Platform.CLASSES);
    }

    /** A module that is not on the class path would pass every rule. */
    @Test
    void everyTypeOfEveryModuleIsLookedAt() {
        assertThat(Sources.mainTypes())
                .as("types that the rules see; add a new module to the pom of these tests")
                .isNotEmpty()
                .allMatch(Platform.CLASSES::contain);
    }

    @Test
    void everyModuleIsAServiceALibraryOrOneOfTheirSurroundings() {
        assertThat(Sources.mainTypes().stream().map(LayersTest::basePackage).distinct())
                .as("base packages; a new one is named in Platform")
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Platform.SERVICES, Platform.LIBRARIES, Platform.SURROUNDINGS)
                                .flatMap(List::stream)
                                .toList());
    }

    private static String basePackage(String type) {
        return type.substring(Platform.BASE.length()).split("\\.")[0];
    }
}
