package io.fleetfix.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The core decides; it does not do. */
final class PurityRules {
  @ArchTest
  static final ArchRule domainKnowsOnlyItselfAndTheJdk =
      classes()
          .that()
          .resideInAPackage("io.fleetfix.domain..")
          .should(DependencyRules.useOnlyWhatTheirModuleMay())
          .because(
              "the workshop's rules outlive every framework: let the caller bring what they need"
                  + " as an argument, and keep technology in an adapter");

  @ArchTest
  static final ArchRule domainIsToldTimeAndChance =
      noClasses()
          .that()
          .resideInAPackage("io.fleetfix.domain..")
          .should()
          .accessTargetWhere(Surroundings.areTheTarget())
          .because(
              "a decision that asks the world cannot be repeated: take the Instant, the id or the"
                  + " RandomGenerator as an argument");

  @ArchTest
  static final ArchRule applicationIsToldTimeAndChance =
      noClasses()
          .that()
          .resideInAPackage("io.fleetfix.application..")
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
          .resideInAnyPackage("io.fleetfix.domain..", "io.fleetfix.application..")
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
}
