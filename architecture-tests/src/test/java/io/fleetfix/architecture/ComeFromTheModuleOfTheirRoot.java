package io.fleetfix.architecture;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All classes under a package root come from the same jar or class folder as most of them. */
final class ComeFromTheModuleOfTheirRoot extends ArchCondition<JavaClass> {
  private final Map<ProjectModule, String> homes = new HashMap<>();

  ComeFromTheModuleOfTheirRoot() {
    super("come from the module of their package root");
  }

  @Override
  public void init(Collection<JavaClass> all) {
    homes.clear();
    for (ProjectModule module : ProjectModule.values()) {
      List<JavaClass> held = all.stream().filter(module::holds).toList();
      held.stream()
          .collect(groupingBy(ComeFromTheModuleOfTheirRoot::placeOf, counting()))
          .entrySet()
          .stream()
          .max(comparing(Map.Entry::getValue))
          .ifPresent(place -> homes.put(module, place.getKey()));
    }
  }

  @Override
  public void check(JavaClass javaClass, ConditionEvents events) {
    String place = placeOf(javaClass);
    ProjectModule.of(javaClass)
        .map(homes::get)
        .filter(home -> !home.equals(place))
        .ifPresent(
            home ->
                events.add(
                    SimpleConditionEvent.violated(
                        javaClass,
                        javaClass.getDescription()
                            + " is in "
                            + place
                            + ", but the other classes of its package root are in "
                            + home)));
  }

  /** The location of the class without its own path. */
  private static String placeOf(JavaClass javaClass) {
    String address = javaClass.getSource().orElseThrow().getUri().toString();
    String ownPart = javaClass.getName().replace('.', '/') + ".class";
    return address.substring(0, address.length() - ownPart.length());
  }
}
