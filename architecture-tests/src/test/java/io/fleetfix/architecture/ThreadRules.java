package io.fleetfix.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.regex.Pattern;

/** All threads come from one package, which supervises them. */
final class ThreadRules {
  /** The package that may start threads. */
  static final String LOOPS = "io.fleetfix.outbox.loop..";

  private static final Pattern STARTS =
      Pattern.compile(
          String.join(
              "|",
              "java\\.lang\\.Thread\\.(<init>|startVirtualThread|of\\w+)\\(.*",
              "java\\.lang\\.Thread\\$Builder.*",
              "java\\.util\\.Timer\\.<init>\\(.*",
              "java\\.util\\.concurrent\\.Executors\\..*",
              "java\\.util\\.concurrent\\.ForkJoinPool\\.(<init>|commonPool)\\(.*",
              "java\\.util\\.concurrent\\.(Scheduled)?ThreadPoolExecutor\\.<init>\\(.*",
              "java\\.util\\.concurrent\\.CompletableFuture\\.(\\w+Async|delayedExecutor)\\(.*",
              "java\\.util\\..*\\.parallel(Stream)?\\(\\)"));

  @ArchTest
  static final ArchRule onlyTheLoopPackageStartsThreads =
      noClasses()
          .that()
          .resideOutsideOfPackage(LOOPS)
          // Its thread runs once, when the process ends anyway.
          .and()
          .doNotHaveFullyQualifiedName("io.fleetfix.bootstrap.run.ServiceLauncher")
          .should()
          .accessTargetWhere(startsAThread())
          .because(
              "a thread that dies or runs out of memory must not do so in silence: use"
                  + " SupervisedLoop for work that repeats, and Tasks for work that ends");

  private ThreadRules() {}

  /** Covers calls and method references. */
  private static DescribedPredicate<JavaAccess<?>> startsAThread() {
    return describe(
        "the target starts a thread",
        access -> STARTS.matcher(access.getTarget().getFullName()).matches());
  }
}
