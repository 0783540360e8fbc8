package io.fleetfix.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;

/** Checks every rule against all production classes. */
@AnalyzeClasses(
    packages = ProductionClasses.ROOT,
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest static final ArchTests purity = ArchTests.in(PurityRules.class);
  @ArchTest static final ArchTests dependencies = ArchTests.in(DependencyRules.class);
  @ArchTest static final ArchTests outbox = ArchTests.in(OutboxRules.class);
  @ArchTest static final ArchTests ports = ArchTests.in(PortRules.class);
  @ArchTest static final ArchTests conventions = ArchTests.in(ConventionRules.class);
  @ArchTest static final ArchTests clients = ArchTests.in(AwsClientRules.class);
  @ArchTest static final ArchTests threads = ArchTests.in(ThreadRules.class);
}
