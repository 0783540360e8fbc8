package io.fleetfix.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** All production classes, without test classes. */
final class ProductionClasses {
  static final String ROOT = "io.fleetfix";

  private ProductionClasses() {}

  static JavaClasses imported() {
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages(ROOT);
  }

  /** Whether the class is hand-written: neither synthetic nor a package-info. */
  static boolean isWritten(JavaClass javaClass) {
    return !javaClass.getSimpleName().equals("package-info")
        && !javaClass.getModifiers().contains(JavaModifier.SYNTHETIC);
  }

  /** The class itself, or its outermost enclosing class. */
  static JavaClass outermost(JavaClass javaClass) {
    return javaClass.getEnclosingClass().map(ProductionClasses::outermost).orElse(javaClass);
  }
}
