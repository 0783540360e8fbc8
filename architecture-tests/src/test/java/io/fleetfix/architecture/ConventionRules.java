package io.fleetfix.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.BE_ANNOTATED_WITH_AN_INJECTION_ANNOTATION;
import static com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.DomainEvent;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Habits that keep the code in one hand's writing. */
final class ConventionRules {
  @ArchTest
  static final ArchRule domainTypesAreValues =
      classes()
          .that()
          .resideInAnyPackage("io.fleetfix.domain..", "io.fleetfix.outbox.event..")
          .and(describe("are written by hand", ProductionClasses::isWritten))
          .and(describe("are not what a tenant implements", each -> !isForTenants(each)))
          .should(be(aValue()))
          .because(
              "what cannot change cannot be half changed: make it a record, an enum, a sealed"
                  + " interface, an exception or a final class of static methods");

  @ArchTest
  static final ArchRule nothingHasASetter =
      noMethods()
          .that()
          .areNotPrivate()
          .and()
          .areNotStatic()
          .should()
          .haveNameMatching("set[A-Z].*")
          .because(
              "an object that others can change has no moment at which it is right: pass the value"
                  + " to the constructor, or return the next state as a new record");

  @ArchTest
  static final ArchRule namesSayWhatAClassIs =
      noClasses()
          .should()
          .haveNameMatching(".*(Impl|Manager|Helper|Utils?|DTO|Dto|Service|Port|UseCase)")
          .because(
              "such an ending says nothing that the package does not: use the workshop's own word,"
                  + " and put the technology first in an adapter's name");

  @ArchTest
  static final ArchRule everyPackageIsNullMarked =
      classes()
          .should(liveInANullMarkedPackage())
          .because(
              "null is checked at compile time only where it is declared absent: add a package-info"
                  + " with @NullMarked and a sentence on what the package is for");

  @ArchTest
  static final ArchRule nothingWritesToTheStandardStreams =
      noClasses()
          .should(ACCESS_STANDARD_STREAMS)
          .because(
              "such lines have no level, no fields and no way to be tested: log through SLF4J, and"
                  + " let a command write to the writer that picocli gives it");

  @ArchTest
  static final ArchRule loggingGoesThroughSlf4j =
      noClasses()
          .should(USE_JAVA_UTIL_LOGGING)
          .because("two logging systems are one too many: use org.slf4j.Logger");

  @ArchTest
  static final ArchRule failuresHaveNames =
      noClasses()
          .should(THROW_GENERIC_EXCEPTIONS)
          .because(
              "nobody can handle a failure that has no name: return a sealed outcome for what is"
                  + " expected, and throw an exception of its own for what is not");

  @ArchTest
  static final ArchRule dependenciesComeThroughTheConstructor =
      noFields()
          .should(BE_ANNOTATED_WITH_AN_INJECTION_ANNOTATION)
          .because(
              "an object with empty fields is not ready to use: take the dependency as a"
                  + " constructor argument and keep it in a final field");

  @ArchTest
  static final ArchRule nothingSleeps =
      noClasses()
          .should()
          .accessTargetWhere(isASleep())
          .because(
              "a sleeping thread can neither be woken for work nor stopped in time: wait on a queue,"
                  + " a condition or a scheduler with a deadline");

  private ConventionRules() {}

  /** The two that cannot be sealed: the library does not know who implements them. */
  private static boolean isForTenants(JavaClass javaClass) {
    return Stream.of(Aggregate.class, DomainEvent.class).anyMatch(javaClass::isEquivalentTo);
  }

  private static DescribedPredicate<JavaClass> aValue() {
    return describe(
        "a record, an enum, a sealed interface, an exception or a final class of static methods",
        javaClass ->
            javaClass.isRecord()
                || javaClass.isEnum()
                || (javaClass.isInterface() && javaClass.isSealed())
                || javaClass.isAssignableTo(Throwable.class)
                || isAFinalClassOfStaticMembers(javaClass));
  }

  private static boolean isAFinalClassOfStaticMembers(JavaClass javaClass) {
    return javaClass.getModifiers().contains(JavaModifier.FINAL)
        && javaClass.getConstructors().stream()
            .allMatch(constructor -> constructor.getModifiers().contains(JavaModifier.PRIVATE))
        && Stream.<JavaMember>concat(
                javaClass.getMethods().stream(), javaClass.getFields().stream())
            .allMatch(member -> member.getModifiers().contains(JavaModifier.STATIC));
  }

  private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
    return new ArchCondition<>("live in a package that is @NullMarked") {
      @Override
      public void check(JavaClass javaClass, ConditionEvents events) {
        if (!javaClass.getPackage().isAnnotatedWith(NullMarked.class)) {
          events.add(
              SimpleConditionEvent.violated(
                  javaClass,
                  javaClass.getDescription() + " lives in a package without @NullMarked"));
        }
      }
    };
  }

  private static DescribedPredicate<JavaAccess<?>> isASleep() {
    return describe(
        "the target is a sleep",
        access ->
            access.getName().equals("sleep")
                && access.getTargetOwner().getPackageName().startsWith("java."));
  }
}
