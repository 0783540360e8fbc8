package io.fleetfix.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** The core decides; it does not do. */
final class PurityRules {
  private static final String[] USE_CASES =
      packages(ProjectModule.APPLICATION, ProjectModule.OUTBOX_CORE);

  private static final String[] CORE =
      packages(ProjectModule.DOMAIN, ProjectModule.APPLICATION, ProjectModule.OUTBOX_CORE);

  @ArchTest
  static final ArchRule domainKnowsOnlyItselfAndItsEvents =
      classes()
          .that()
          .resideInAPackage("io.fleetfix.domain..")
          .should(DependencyRules.useOnlyWhatTheirModuleMay())
          .because(
              "the workshop's rules outlive every framework: let the caller bring what they need"
                  + " as an argument, keep technology in an adapter, and take of the outbox its"
                  + " events alone");

  @ArchTest
  static final ArchRule domainIsToldTimeAndChance =
      noClasses()
          .that()
          .resideInAnyPackage("io.fleetfix.domain..", "io.fleetfix.outbox.event..")
          .should()
          .accessTargetWhere(Surroundings.areTheTarget())
          .because(
              "a decision that asks the world cannot be repeated: take the Instant, the id or the"
                  + " RandomGenerator as an argument");

  @ArchTest
  static final ArchRule useCasesAreToldTimeAndChance =
      noClasses()
          .that()
          .resideInAnyPackage(USE_CASES)
          .should()
          .accessTargetWhere(Surroundings.areTheTarget())
          .because(
              "a use case must run the same in a test as at night: take an InstantSource, a"
                  + " RandomGenerator or a setting in the constructor, and leave threads and"
                  + " waiting to bootstrap");

  @ArchTest
  static final ArchRule coreOpensNoFileAndNoConnection =
      noClasses()
          .that()
          .resideInAnyPackage(CORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net..", "java.nio.file..", "java.nio.channels..", "java.sql..")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.io\\.(File.*|RandomAccessFile)")
          .because(
              "files and connections fail in ways that only an adapter knows to handle: name what"
                  + " you need in a port and let an adapter fetch it");

  private PurityRules() {}

  private static String[] packages(ProjectModule... modules) {
    return Stream.of(modules)
        .map(ProjectModule::packages)
        .flatMap(Stream::of)
        .toArray(String[]::new);
  }
}
