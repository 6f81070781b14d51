package com.bahasadri.videocall.server.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.core.Context;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The layers, held. */
class ArchitectureTest {
    private static final String SERVER = "com.bahasadri.videocall.server";
    private static final String DOMAIN = SERVER + ".domain..";
    private static final String PORT = SERVER + ".port..";
    private static final String ADAPTER = SERVER + ".adapter..";
    private static final String EMULATOR = SERVER + ".emulator..";
    private static final String[] GENERATED = {
        SERVER + ".contract..", SERVER + ".realtimekit..", SERVER + ".emulation.."
    };
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(SERVER);

    @Test
    void domain_knowsOnlyItselfItsPortsAndTheJdk() {
        noClasses()
                .that()
                .resideInAPackage(DOMAIN)
                .should()
                .dependOnClassesThat(not(resideInAnyPackage(DOMAIN, PORT, "java..", "org.jspecify..")))
                .check(CLASSES);
    }

    @Test
    void ports_knowOnlyTheDomain() {
        noClasses()
                .that()
                .resideInAPackage(PORT)
                .should()
                .dependOnClassesThat(not(resideInAnyPackage(DOMAIN, PORT, "java..", "org.jspecify..")))
                .check(CLASSES);
    }

    @Test
    void adapters_knowNothingOfTheEdge() {
        noClasses()
                .that()
                .resideInAPackage(ADAPTER)
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        SERVER + ".resource..",
                        SERVER + ".realtime..",
                        SERVER + ".filter..",
                        SERVER + ".web..",
                        SERVER + ".error..",
                        SERVER + ".http..",
                        SERVER + ".json..",
                        SERVER + ".contract.."))
                .check(CLASSES);
    }

    @Test
    void adaptersAndEmulator_areKnownOnlyWhereTheServerIsWired() {
        noClasses()
                .that()
                .resideOutsideOfPackages(SERVER, ADAPTER, EMULATOR)
                .should()
                .dependOnClassesThat(resideInAnyPackage(ADAPTER, EMULATOR))
                .check(CLASSES);
    }

    @Test
    void packages_needEachOtherOneWayOnly() {
        slices().matching(SERVER + ".(**)")
                .should()
                .beFreeOfCycles()
                // A session has all subjects of the domain, and a port speaks of them.
                .ignoreDependency(resideInAnyPackage(DOMAIN, PORT), resideInAnyPackage(DOMAIN, PORT))
                .check(CLASSES);
    }

    @Test
    void emulator_isAsFarFromUsAsCloudflare() {
        noClasses()
                .that()
                .resideInAPackage(EMULATOR)
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        DOMAIN,
                        PORT,
                        ADAPTER,
                        SERVER + ".resource..",
                        SERVER + ".realtime..",
                        SERVER + ".filter..",
                        SERVER + ".json..",
                        SERVER + ".contract.."))
                .check(CLASSES);
    }

    @Test
    void resources_leaveEveryAnnotationToTheContract() {
        methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage(SERVER + ".resource..")
                .should()
                .notBeAnnotatedWith(ofJaxRs())
                .check(CLASSES);
    }

    @Test
    void fields_areInjectedOnlyWithContext() {
        fields().that()
                .areNotAnnotatedWith(Context.class)
                .and()
                .areDeclaredInClassesThat(not(resideInAnyPackage(GENERATED)))
                .should()
                .notBeAnnotatedWith(injecting())
                .check(CLASSES);
        assertThat(CLASSES.stream()
                        .flatMap(one -> one.getFields().stream())
                        .filter(field -> field.isAnnotatedWith(Context.class))
                        .map(JavaMember::getOwner))
                .allMatch(resideInAnyPackage(SERVER + ".resource..", SERVER + ".filter..")::test);
    }

    @Test
    void names_sayWhatAClassIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Util|Utils|Helper|Helpers)(\\$.*)?")
                .check(CLASSES);
    }

    @Test
    void console_isWrittenToOnlyAtTheStart() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(SERVER + ".Main")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(CLASSES);
    }

    @Test
    void environment_isReadOnlyAtTheStart() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(SERVER + ".Main")
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .check(CLASSES);
    }

    @Test
    void packages_areAllNullMarked() {
        List<String> unmarked = CLASSES.stream()
                .filter(not(resideInAnyPackage(GENERATED)))
                .map(one -> one.getPackage())
                .distinct()
                .filter(one -> !one.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .toList();

        assertThat(unmarked).isEmpty();
        assertThat(CLASSES.stream().filter(resideInAPackage(DOMAIN)).count()).isGreaterThan(10);
    }

    private static DescribedPredicate<JavaAnnotation<?>> ofJaxRs() {
        return DescribedPredicate.describe(
                "of JAX-RS",
                annotation -> annotation.getRawType().getPackageName().startsWith("jakarta.ws.rs"));
    }

    private static DescribedPredicate<JavaAnnotation<?>> injecting() {
        return DescribedPredicate.describe(
                "that injects",
                annotation -> annotation.getRawType().getPackageName().startsWith("jakarta.inject")
                        || annotation.getRawType().getPackageName().startsWith("jakarta.ws.rs"));
    }
}
