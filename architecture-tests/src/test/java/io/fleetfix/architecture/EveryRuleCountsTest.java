package io.fleetfix.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestEngine;

/** Every rule is run, states its reason, and has a class that violates it. */
final class EveryRuleCountsTest {
  private static final Map<String, ArchRule> RULES = RuleBook.rules();

  @Test
  void everyRuleClassIsRun() {
    List<String> written =
        new ClassFileImporter()
            .importPackagesOf(EveryRuleCountsTest.class).stream()
                .map(JavaClass::getSimpleName)
                .filter(name -> name.endsWith("Rules"))
                .toList();

    assertThat(RuleBook.ruleClasses())
        .extracting(Class::getSimpleName)
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(written);
  }

  @Test
  void everyRuleIsAnnotated() {
    List<Field> fields = RuleBook.ruleFields();

    assertThat(fields)
        .isNotEmpty()
        .allSatisfy(field -> assertThat(field.isAnnotationPresent(ArchTest.class)).isTrue());
  }

  @Test
  void theArchUnitEngineIsOnTheClassPath() {
    assertThat(ServiceLoader.load(TestEngine.class))
        .extracting(TestEngine::getId)
        .contains("archunit");
  }

  @Test
  void everyRuleHasAReasonAndAdvice() {
    assertThat(RULES)
        .allSatisfy(
            (name, rule) -> assertThat(Offence.reasonOf(rule).split(" ")).hasSizeGreaterThan(5));
  }

  @Test
  void everyRuleHasAnOffender() {
    List<String> broken =
        Offences.all().stream().map(offence -> RuleBook.nameOf(offence.rule())).distinct().toList();

    assertThat(broken).containsExactlyInAnyOrderElementsOf(RULES.keySet());
  }
}
