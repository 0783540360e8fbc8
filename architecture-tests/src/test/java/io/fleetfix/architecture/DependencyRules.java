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
 * Two halves, the workshop on top of the library. In each every arrow points down: bootstrap,
 * adapters, application, domain; stores and transports, core.
 */
final class DependencyRules {
  @ArchTest
  static final ArchRule theLibraryKnowsNoTenant =
      noClasses()
          .that(ProjectModule.areOf(Half.LIBRARY))
          .should()
          .dependOnClassesThat(ProjectModule.areOf(Half.WORKSHOP))
          .because(
              "the outbox can be taken out of this repository: let the application hand in what is"
                  + " its own, as a RowMapping, a Subscription, RaisedEvents or an OutboxFormat");

  @ArchTest
  static final ArchRule theLibraryUsesItsOwnTechnologyOnly =
      classes()
          .that(ProjectModule.areOf(Half.LIBRARY))
          .should(useOnlyWhatTheirModuleMay())
          .because(
              "whoever takes a module of the library gets all that it stands on: the core stands on"
                  + " the JDK, JSpecify and SLF4J, a store or a transport on the core and one"
                  + " technology");

  @ArchTest
  static final ArchRule applicationKnowsDomainAndOutboxOnly =
      classes()
          .that()
          .resideInAPackage("io.fleetfix.application..")
          .should(useOnlyWhatTheirModuleMay())
          .because(
              "use cases speak to the outside through ports: declare an interface in"
                  + " io.fleetfix.application.port and implement it in an adapter");

  @ArchTest
  static final ArchRule adaptersUseTheirOwnTechnologyOnly =
      classes()
          .that()
          .resideInAPackage("io.fleetfix.adapter..")
          .should(useOnlyWhatTheirModuleMay())
          .because(
              "an adapter translates between the ports and one technology: a second technology is"
                  + " a second adapter, and a new one is a new line in ProjectModule");

  @ArchTest
  static final ArchRule adaptersDoNotKnowEachOther =
      slices()
          .matching("io.fleetfix.adapter.(*)..")
          .should()
          .notDependOnEachOther()
          .because(
              "each adapter must be replaceable alone: what two of them share is a port, a value of"
                  + " the application or a golden file");

  @ArchTest
  static final ArchRule bootstrapWiresAndStartsOnly =
      classes()
          .that()
          .resideInAPackage("io.fleetfix.bootstrap..")
          .should(useOnlyWhatTheirModuleMay())
          .because(
              "bootstrap only wires and starts: let the adapter that owns the technology hide it"
                  + " behind a constructor or a start and a stop of its own");

  @ArchTest
  static final ArchRule guiceStaysInBootstrap =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.fleetfix.bootstrap..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.google.inject..", "jakarta.inject..")
          .because(
              "no class needs an injector to exist: give it a plain constructor and bind it in a"
                  + " Guice module of bootstrap");

  @ArchTest
  static final ArchRule javalinStaysInTheHttpAdapter =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.fleetfix.adapter.http..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..")
          .because(
              "only the HTTP adapter knows which web server it runs on: add a route there, and let"
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
              "options and arguments are bootstrap's affair: pass the value that was read to the"
                  + " constructor");

  @ArchTest
  static final ArchRule loggingBackendStaysInBootstrap =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.fleetfix.bootstrap..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ch.qos.logback..")
          .because(
              "where logs go is decided once, in bootstrap: log through org.slf4j and leave the"
                  + " rest to it");

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
              "the workshop's rules must not know whose cloud they run in: say what you need in a"
                  + " port and use the SDK in the adapter behind it");

  @ArchTest
  static final ArchRule packagesFormNoCircle =
      slices()
          .matching(ProductionClasses.ROOT + ".(**)")
          .should()
          .beFreeOfCycles()
          .because(
              "packages that need each other are one package: move the shared type down, or turn"
                  + " one arrow round with a port");

  @ArchTest
  static final ArchRule everyClassBelongsToAModule =
      classes()
          .should(belongToAModule())
          .because(
              "a class outside every module's roots escapes the rules: move it under a root of its"
                  + " module, or add the new module to ProjectModule");

  @ArchTest
  static final ArchRule eachModuleKeepsItsRootToItself =
      classes()
          .should(new ComeFromTheModuleOfTheirRoot())
          .because(
              "a package root split over modules opens what is package-private: use the root of the"
                  + " module that the source file lies in");

  private DependencyRules() {}

  /** The allow-list of {@link ProjectModule}; a class of no module may use nothing. */
  static ArchCondition<JavaClass> useOnlyWhatTheirModuleMay() {
    return new ArchCondition<>("use only what their module may") {
      @Override
      public void check(JavaClass javaClass, ConditionEvents events) {
        ProjectModule.of(javaClass)
            .ifPresentOrElse(
                module ->
                    ArchConditions.onlyDependOnClassesThat(module.mayUse())
                        .check(javaClass, events),
                () -> events.add(strayed(javaClass)));
      }
    };
  }

  private static ArchCondition<JavaClass> belongToAModule() {
    return new ArchCondition<>("belong to a module") {
      @Override
      public void check(JavaClass javaClass, ConditionEvents events) {
        if (ProjectModule.of(javaClass).isEmpty()) {
          events.add(strayed(javaClass));
        }
      }
    };
  }

  private static ConditionEvent strayed(JavaClass javaClass) {
    return SimpleConditionEvent.violated(
        javaClass, javaClass.getDescription() + " is in no module's package roots");
  }
}
