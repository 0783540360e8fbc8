package io.fleetfix.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rule is satisfied by no class at all, so here is where somebody counts. */
final class ClassesAreReallyThereTest {
  private static final JavaClasses SHIPPED = ProductionClasses.imported();

  @ParameterizedTest
  @EnumSource
  void findsTheClassesOfEveryModule(ProjectModule module) {
    List<String> found =
        SHIPPED.stream()
            .filter(module::holds)
            .filter(ProductionClasses::isWritten)
            .map(JavaClass::getName)
            .toList();

    assertThat(found)
        .as("classes of %s that the rules look at", module)
        .hasSizeGreaterThanOrEqualTo(module.fewestClasses());
  }
}
