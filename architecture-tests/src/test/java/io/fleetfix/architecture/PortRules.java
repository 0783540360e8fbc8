package io.fleetfix.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.fleetfix.outbox.command.IdempotencyRecords;
import io.fleetfix.outbox.port.UnitOfWork;
import java.util.List;

/** Ports are small, and every adapter passes their contract tests. */
final class PortRules {
  private static final int MOST_METHODS = 9;

  @ArchTest
  static final ArchRule portsAreSmall =
      classes()
          .that(arePorts())
          .should(haveOneToNineMethods())
          .because("one contract test must be able to check a port: split the port by subject");

  @ArchTest
  static final ArchRule portsHaveNoDefaultMethods =
      methods()
          .that()
          .areDeclaredInClassesThat(arePorts())
          .should()
          .haveModifier(JavaModifier.ABSTRACT)
          .because(
              "an adapter that does not override a default method compiles but may be wrong:"
                  + " declare the method abstract, and put shared steps into the use case");

  @ArchTest
  static final ArchRule onlyUnitOfWorkDeclaresCommit =
      noMethods()
          .that()
          .areDeclaredInClassesThat(arePorts())
          .and()
          .areDeclaredInClassesThat(describe("are not UnitOfWork", port -> !isUnitOfWork(port)))
          .should()
          .haveNameMatching("(commit|restore)([A-Z].*)?")
          .because(
              "commits through two ports could not share a transaction: pass several changes to"
                  + " UnitOfWork.commit");

  private PortRules() {}

  static DescribedPredicate<JavaClass> arePorts() {
    return JavaClass.Predicates.resideInAnyPackage(
            "io.fleetfix.application.port..", "io.fleetfix.outbox.port..")
        .or(
            JavaClass.Predicates.equivalentTo(
                IdempotencyRecords.class)) // It is in the package of its commands.
        .and(JavaClass.Predicates.INTERFACES)
        .and(describe("are hand-written", ProductionClasses::isWritten))
        // Types nested in a port are its parameters and results.
        .and(describe("are top-level", JavaClass::isTopLevelClass))
        // A sealed interface is a value of several forms, which no adapter implements.
        .and(describe("are not sealed", port -> !port.reflect().isSealed()))
        .as("are ports");
  }

  /** The library's interface or the workshop's extension of it. */
  static boolean isUnitOfWork(JavaClass port) {
    return port.isEquivalentTo(UnitOfWork.class)
        || port.isEquivalentTo(io.fleetfix.application.port.UnitOfWork.class);
  }

  private static ArchCondition<JavaClass> haveOneToNineMethods() {
    return new ArchCondition<>("have 1 to " + MOST_METHODS + " methods, inherited ones included") {
      @Override
      public void check(JavaClass port, ConditionEvents events) {
        List<String> names =
            port.getAllMethods().stream()
                .filter(method -> !method.getOwner().isEquivalentTo(Object.class))
                .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                .map(JavaMethod::getName)
                .sorted()
                .toList();
        if (names.isEmpty() || names.size() > MOST_METHODS) {
          events.add(
              SimpleConditionEvent.violated(
                  port, port.getDescription() + " has " + names.size() + " methods: " + names));
        }
      }
    };
  }
}
