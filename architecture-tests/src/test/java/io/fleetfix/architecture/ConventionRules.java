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
import java.nio.channels.Channel;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Conventions that keep the code consistent. */
final class ConventionRules {
  @ArchTest
  static final ArchRule domainTypesAreValues =
      classes()
          .that()
          .resideInAnyPackage("io.fleetfix.domain..", "io.fleetfix.outbox.event..")
          .and(describe("are hand-written", ProductionClasses::isWritten))
          .and(describe("are not interfaces for tenants", each -> !isForTenants(each)))
          .should(be(aValue()))
          .because(
              "immutable values have no inconsistent states: make the class a record, an enum, a"
                  + " sealed interface, an exception or a final class of static methods");

  @ArchTest
  static final ArchRule nothingHasASetter =
      noMethods()
          .that()
          .areNotPrivate()
          .and()
          .areNotStatic()
          .and(
              describe("are not the JDK's", each -> !each.getOwner().isAssignableTo(Channel.class)))
          .should()
          .haveNameMatching("set[A-Z].*")
          .because(
              "an object with setters can be changed at any time by any class: pass the value to"
                  + " the constructor, or return the next state as a new record");

  @ArchTest
  static final ArchRule classNamesHaveNoGenericSuffix =
      noClasses()
          .should()
          .haveNameMatching(".*(Impl|Manager|Helper|Utils?|DTO|Dto|Service|Port|UseCase)")
          .because(
              "such a suffix adds no meaning: use a term of the domain, and start an adapter's"
                  + " name with its technology");

  @ArchTest
  static final ArchRule everyPackageIsNullMarked =
      classes()
          .should(liveInANullMarkedPackage())
          .because(
              "the compiler checks for null only in @NullMarked packages: add a package-info.java"
                  + " with @NullMarked and a sentence about the package's purpose");

  @ArchTest
  static final ArchRule nothingWritesToTheStandardStreams =
      noClasses()
          .should(ACCESS_STANDARD_STREAMS)
          .because(
              "printed lines have no level and no fields and cannot be tested: log through SLF4J,"
                  + " or, in a command, write to picocli's writer");

  @ArchTest
  static final ArchRule loggingGoesThroughSlf4j =
      noClasses()
          .should(USE_JAVA_UTIL_LOGGING)
          .because("the project uses a single logging API: use org.slf4j.Logger");

  @ArchTest
  static final ArchRule exceptionsAreSpecific =
      noClasses()
          .should(THROW_GENERIC_EXCEPTIONS)
          .because(
              "callers cannot handle a generic exception: return a sealed outcome for an expected"
                  + " failure, and throw a specific exception for an unexpected one");

  @ArchTest
  static final ArchRule dependenciesComeThroughTheConstructor =
      noFields()
          .should(BE_ANNOTATED_WITH_AN_INJECTION_ANNOTATION)
          .because(
              "an object with unset fields cannot be used: take the dependency as a constructor"
                  + " argument and keep it in a final field");

  @ArchTest
  static final ArchRule nothingSleeps =
      noClasses()
          .should()
          .accessTargetWhere(isASleep())
          .because(
              "a sleeping thread can neither be woken for work nor stopped promptly: wait on a"
                  + " queue, a condition or a scheduler with a deadline");

  private ConventionRules() {}

  /** The two interfaces that cannot be sealed, because applications implement them. */
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
    return new ArchCondition<>("be in a @NullMarked package") {
      @Override
      public void check(JavaClass javaClass, ConditionEvents events) {
        if (!javaClass.getPackage().isAnnotatedWith(NullMarked.class)) {
          events.add(
              SimpleConditionEvent.violated(
                  javaClass, javaClass.getDescription() + " is in a package without @NullMarked"));
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
