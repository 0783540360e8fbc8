package io.fleetfix.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule and a class that violates it.
 *
 * @param offender must be named in the rule's message
 * @param others further classes that are necessary for the violation
 */
record Offence(ArchRule rule, Class<?> offender, List<Class<?>> others) {
  private static final String REASON = ", because ";

  Offence {
    others = List.copyOf(others);
  }

  JavaClasses scene() {
    List<Class<?>> all = new ArrayList<>(others);
    all.add(offender);
    return new ClassFileImporter().importClasses(all);
  }

  /** The rule's reason and advice for the developer; empty if it has none. */
  static String reasonOf(ArchRule rule) {
    String description = rule.getDescription();
    int start = description.indexOf(REASON);
    return start < 0 ? "" : description.substring(start + REASON.length());
  }

  @Override
  public String toString() {
    return RuleBook.nameOf(rule) + " detects " + offender.getSimpleName();
  }
}
