package io.fleetfix.architecture;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All rules that {@link ArchitectureTest} runs, found by reflection. */
final class RuleBook {
  private RuleBook() {}

  /** The rule classes that are run. */
  static List<Class<?>> ruleClasses() {
    return Arrays.stream(ArchitectureTest.class.getDeclaredFields())
        .filter(field -> field.getType() == ArchTests.class)
        .filter(field -> field.isAnnotationPresent(ArchTest.class))
        .<Class<?>>map(field -> ((ArchTests) valueOf(field)).getDefinitionLocation())
        .toList();
  }

  /** Rules by class and field, such as {@code PurityRules.coreOpensNoFilesOrConnections}. */
  static Map<String, ArchRule> rules() {
    Map<String, ArchRule> rules = new LinkedHashMap<>();
    for (Field field : ruleFields()) {
      rules.put(
          field.getDeclaringClass().getSimpleName() + "." + field.getName(),
          (ArchRule) valueOf(field));
    }
    return rules;
  }

  static List<Field> ruleFields() {
    return ruleClasses().stream()
        .flatMap(ruleClass -> Arrays.stream(ruleClass.getDeclaredFields()))
        .filter(field -> ArchRule.class.isAssignableFrom(field.getType()))
        .toList();
  }

  static String nameOf(ArchRule rule) {
    return rules().entrySet().stream()
        .filter(entry -> entry.getValue().equals(rule))
        .map(Map.Entry::getKey)
        .findAny()
        .orElse("A rule that is not run");
  }

  private static Object valueOf(Field field) {
    try {
      return field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("Rule fields must not be private", e);
    }
  }
}
