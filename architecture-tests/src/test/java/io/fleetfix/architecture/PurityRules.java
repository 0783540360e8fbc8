package io.fleetfix.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** Domain and use cases depend on no clock, random source, environment or I/O. */
final class PurityRules {
  private static final String[] USE_CASES =
      packages(ProjectModule.APPLICATION, ProjectModule.OUTBOX_CORE);

  private static final String[] CORE =
      packages(ProjectModule.DOMAIN, ProjectModule.APPLICATION, ProjectModule.OUTBOX_CORE);

  @ArchTest
  static final ArchRule domainDependsOnlyOnItselfAndOutboxEvents =
      classes()
          .that()
          .resideInAPackage("io.fleetfix.domain..")
          .should(DependencyRules.useOnlyWhatTheirModuleMay())
          .because(
              "the business rules must not depend on frameworks: take what they need as an"
                  + " argument, keep technology in an adapter, and use only the events of the"
                  + " outbox");

  @ArchTest
  static final ArchRule domainReceivesTimeAndRandomness =
      noClasses()
          .that()
          .resideInAnyPackage("io.fleetfix.domain..", "io.fleetfix.outbox.event..")
          .should()
          .accessTargetWhere(Surroundings.areTheTarget())
          .because(
              "a decision that reads the clock, randomness or the environment cannot be"
                  + " reproduced: take the Instant, the id or the RandomGenerator as an argument");

  @ArchTest
  static final ArchRule useCasesReceiveTimeAndRandomness =
      noClasses()
          .that()
          .resideInAnyPackage(USE_CASES)
          .should()
          .accessTargetWhere(Surroundings.areTheTarget())
          .because(
              "a use case must be reproducible in tests: take an InstantSource, a RandomGenerator"
                  + " or a setting in the constructor, and leave threads and waiting to bootstrap");

  @ArchTest
  static final ArchRule coreOpensNoFilesOrConnections =
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
              "only adapters handle the failures of files and connections: declare what you need"
                  + " in a port and let an adapter fetch it");

  private PurityRules() {}

  private static String[] packages(ProjectModule... modules) {
    return Stream.of(modules)
        .map(ProjectModule::packages)
        .flatMap(Stream::of)
        .filter(each -> !each.equals(ThreadRules.LOOPS)) // the one package that runs threads
        .filter(each -> !each.equals(ThreadRules.RETRIES)) // the one package that pauses them
        .toArray(String[]::new);
  }
}
