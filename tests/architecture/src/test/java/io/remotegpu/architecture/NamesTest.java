package io.remotegpu.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

class NamesTest {
    @Test
    void noClassIsNamedForBeingABagOrAnImplementation() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Impl|Helper|Manager)")
                .because("a name says what it does")
                .check(Platform.CLASSES);
    }

    @Test
    void settingsAreRecords() {
        classes()
                .that()
                .areAnnotatedWith("org.springframework.boot.context.properties.ConfigurationProperties")
                .should()
                .beRecords()
                .andShould()
                .beAnnotatedWith("org.springframework.validation.annotation.Validated")
                .check(Platform.CLASSES);
    }

    @Test
    void nobodyUsesLombokOrAMockingLibrary() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("lombok..", "org.mockito..", "org.easymock..", "io.mockk..")
                .check(Platform.CLASSES);
    }

    @Test
    void fieldsAreNotInjected() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.springframework.beans.factory.annotation.Autowired")
                .because("a constructor says what a class needs")
                .check(Platform.CLASSES);
    }
}
