package io.fleetfix.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rule passes if there are no classes to check, so this test counts them. */
final class ClassesAreReallyThereTest {
  private static final JavaClasses SHIPPED = ProductionClasses.imported();

  @ParameterizedTest
  @EnumSource
  void everyModuleHasClasses(ProjectModule module) {
    List<String> found =
        SHIPPED.stream()
            .filter(module::holds)
            .filter(ProductionClasses::isWritten)
            .map(JavaClass::getName)
            .toList();

    assertThat(found)
        .as("classes of %s that the rules check", module)
        .hasSizeGreaterThanOrEqualTo(module.fewestClasses());
  }
}
