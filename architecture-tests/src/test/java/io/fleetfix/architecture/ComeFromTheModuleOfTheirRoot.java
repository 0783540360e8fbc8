package io.fleetfix.architecture;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Under one root, all classes lie in one jar or one folder of classes. */
final class ComeFromTheModuleOfTheirRoot extends ArchCondition<JavaClass> {
  private Map<WorkshopModule, SortedSet<String>> places = Map.of();

  ComeFromTheModuleOfTheirRoot() {
    super("come from the module of their package root");
  }

  @Override
  public void init(Collection<JavaClass> all) {
    places =
        all.stream()
            .filter(javaClass -> WorkshopModule.of(javaClass).isPresent())
            .collect(
                groupingBy(
                    javaClass -> WorkshopModule.of(javaClass).orElseThrow(),
                    mapping(ComeFromTheModuleOfTheirRoot::placeOf, toCollection(TreeSet::new))));
  }

  @Override
  public void check(JavaClass javaClass, ConditionEvents events) {
    WorkshopModule.of(javaClass)
        .map(places::get)
        .filter(found -> found.size() > 1)
        .ifPresent(
            found ->
                events.add(
                    SimpleConditionEvent.violated(
                        javaClass,
                        javaClass.getDescription()
                            + " lies in "
                            + placeOf(javaClass)
                            + ", but its root is in all of "
                            + found)));
  }

  /** The class's address without the part that its own name makes. */
  private static String placeOf(JavaClass javaClass) {
    String address = javaClass.getSource().orElseThrow().getUri().toString();
    String ownPart = javaClass.getName().replace('.', '/') + ".class";
    return address.substring(0, address.length() - ownPart.length());
  }
}
