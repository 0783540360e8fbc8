package io.fleetfix.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvent;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import io.fleetfix.architecture.ProjectModule.Half;

/**
 * The workshop depends on the library. Within the workshop, dependencies point down from bootstrap
 * to adapters, application and domain; within the library, from stores and transports to the core.
 */
final class DependencyRules {
  @ArchTest
  static final ArchRule theLibraryDoesNotDependOnTheWorkshop =
      noClasses()
          .that(ProjectModule.areOf(Half.LIBRARY))
          .should()
          .dependOnClassesThat(ProjectModule.areOf(Half.WORKSHOP))
          .because(
              "the outbox is a library without knowledge of its application: let the application"
                  + " pass in what is its own, as a RowMapping, a Subscription, RaisedEvents or"
                  + " an OutboxFormat");

  @ArchTest
  static final ArchRule theLibraryUsesOnlyItsOwnTechnology =
      classes()
          .that(ProjectModule.areOf(Half.LIBRARY))
          .should(useOnlyWhatTheirModuleMay())
          .because(
              "users of a library module also get its dependencies: use only the JDK, JSpecify"
                  + " and SLF4J in the core, and only the core and one technology in a store or a"
                  + " transport");

  @ArchTest
  static final ArchRule applicationDependsOnlyOnDomainAndOutbox =
      classes()
          .that()
          .resideInAPackage("io.fleetfix.application..")
          .should(useOnlyWhatTheirModuleMay())
          .because(
              "use cases reach the outside only through ports: declare an interface in"
                  + " io.fleetfix.application.port and implement it in an adapter");

  @ArchTest
  static final ArchRule adaptersUseOnlyTheirOwnTechnology =
      classes()
          .that()
          .resideInAPackage("io.fleetfix.adapter..")
          .should(useOnlyWhatTheirModuleMay())
          .because(
              "an adapter connects the ports with one technology: put a second technology into a"
                  + " second adapter, and add a new one to ProjectModule");

  @ArchTest
  static final ArchRule adaptersDoNotDependOnEachOther =
      slices()
          .matching("io.fleetfix.adapter.(*)..")
          .should()
          .notDependOnEachOther()
          .because(
              "each adapter must be replaceable on its own: share a port, a type of the"
                  + " application or a golden file instead");

  @ArchTest
  static final ArchRule bootstrapOnlyWiresAndStarts =
      classes()
          .that()
          .resideInAPackage("io.fleetfix.bootstrap..")
          .should(useOnlyWhatTheirModuleMay())
          .because(
              "bootstrap only wires and starts: hide the technology behind a constructor, or"
                  + " start and stop methods, of the adapter that owns it");

  @ArchTest
  static final ArchRule guiceStaysInBootstrap =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.fleetfix.bootstrap..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.google.inject..", "jakarta.inject..")
          .because(
              "classes must be usable without an injector: give the class a plain constructor and"
                  + " bind it in a Guice module of bootstrap");

  @ArchTest
  static final ArchRule javalinStaysInTheHttpAdapter =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.fleetfix.adapter.http..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..")
          .because(
              "only the HTTP adapter depends on the web server: add a route there, and let"
                  + " bootstrap start and stop WorkshopServer");

  @ArchTest
  static final ArchRule commandLineStaysInBootstrap =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.fleetfix.bootstrap..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..")
          .because(
              "only bootstrap parses options and arguments: pass the parsed value to the"
                  + " constructor");

  @ArchTest
  static final ArchRule loggingBackendStaysInBootstrap =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.fleetfix.bootstrap..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ch.qos.logback..")
          .because("logging is configured only in bootstrap: log through org.slf4j");

  @ArchTest
  static final ArchRule awsSdkStaysAtTheEdge =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.fleetfix.adapter..",
              "io.fleetfix.outbox.dynamodb..",
              "io.fleetfix.bootstrap..",
              "io.fleetfix.localaws..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon.awssdk..")
          .because(
              "the business rules must not depend on a cloud provider: declare what you need in a"
                  + " port and use the SDK in its adapter");

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices()
          .matching(ProductionClasses.ROOT + ".(**)")
          .should()
          .beFreeOfCycles()
          .because(
              "packages in a cycle cannot be understood or changed separately: move the shared"
                  + " type down, or invert one dependency with a port");

  @ArchTest
  static final ArchRule everyClassBelongsToAModule =
      classes()
          .should(belongToAModule())
          .because(
              "the rules do not check classes outside of the modules' package roots: move the"
                  + " class under a root of its module, or add the new module to ProjectModule");

  @ArchTest
  static final ArchRule modulesDoNotShareAPackageRoot =
      classes()
          .should(new ComeFromTheModuleOfTheirRoot())
          .because(
              "a package root that is split across modules exposes package-private members: use"
                  + " the package root of the module that contains the source file");

  private DependencyRules() {}

  /** Checks the allow-list of {@link ProjectModule}. A class outside of all modules fails. */
  static ArchCondition<JavaClass> useOnlyWhatTheirModuleMay() {
    return new ArchCondition<>("use only what their module is allowed to use") {
      @Override
      public void check(JavaClass javaClass, ConditionEvents events) {
        ProjectModule.of(javaClass)
            .ifPresentOrElse(
                module ->
                    ArchConditions.onlyDependOnClassesThat(module.mayUse())
                        .check(javaClass, events),
                () -> events.add(outsideOfAnyModule(javaClass)));
      }
    };
  }

  private static ArchCondition<JavaClass> belongToAModule() {
    return new ArchCondition<>("belong to a module") {
      @Override
      public void check(JavaClass javaClass, ConditionEvents events) {
        if (ProjectModule.of(javaClass).isEmpty()) {
          events.add(outsideOfAnyModule(javaClass));
        }
      }
    };
  }

  private static ConditionEvent outsideOfAnyModule(JavaClass javaClass) {
    return SimpleConditionEvent.violated(
        javaClass, javaClass.getDescription() + " is not under any module's package root");
  }
}
