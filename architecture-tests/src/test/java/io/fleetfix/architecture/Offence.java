package io.fleetfix.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule and somebody who breaks it.
 *
 * @param offender must be named in the rule's complaint
 * @param company without whom the offence could not be seen
 */
record Offence(ArchRule rule, Class<?> offender, List<Class<?>> company) {
  private static final String REASON = ", because ";

  Offence {
    company = List.copyOf(company);
  }

  JavaClasses scene() {
    List<Class<?>> all = new ArrayList<>(company);
    all.add(offender);
    return new ClassFileImporter().importClasses(all);
  }

  /** What the rule tells the developer; empty if it leaves them alone with it. */
  static String reasonOf(ArchRule rule) {
    String description = rule.getDescription();
    int start = description.indexOf(REASON);
    return start < 0 ? "" : description.substring(start + REASON.length());
  }

  @Override
  public String toString() {
    return RuleBook.nameOf(rule) + " catches " + offender.getSimpleName();
  }
}
