package io.fleetfix.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.regex.Pattern;

/** All threads come from one package, which supervises them, and all pauses from another. */
final class ThreadRules {
  /** The package that may start threads. */
  static final String LOOPS = "io.fleetfix.outbox.loop..";

  /** The package of pauses and retries. */
  static final String RETRIES = "io.fleetfix.outbox.retry..";

  /** The other classes that wait for time to pass, with the reason. None of them retries a call. */
  private static final Map<String, String> OTHER_PAUSES =
      Map.of(
          "io.fleetfix.outbox.loop.SupervisedLoop",
          "it pauses between steps, and a stop must end the pause",
          "io.fleetfix.outbox.inmemory.NewEntries",
          "it waits for an entry, which ends the wait",
          "io.fleetfix.outbox.inmemory.queue.WaitingEvents",
          "it waits for an event, which ends the wait",
          "io.fleetfix.bootstrap.cli.OperatorCommand",
          "a command waits for its next turn and ends with its process",
          "io.fleetfix.localaws.ChildProcess",
          "it waits for a child process of a local run, with a deadline",
          "io.fleetfix.localaws.ChildWatch",
          "it looks at the child processes of a local run now and then",
          "io.fleetfix.localaws.DataFolder",
          "it waits for the process that holds the folder, with a deadline");

  private static final Pattern PAUSES =
      Pattern.compile(
          String.join(
              "|",
              "java\\.util\\.concurrent\\.locks\\.LockSupport\\.park.*",
              "java\\.util\\.concurrent\\.locks\\.Condition\\.await.*",
              "java\\.util\\.concurrent\\.(CountDownLatch|CyclicBarrier)\\.await\\(long, .*",
              "java\\.lang\\.Thread\\.(sleep|yield|onSpinWait)\\(.*",
              "java\\.util\\.concurrent\\.TimeUnit\\.sleep\\(.*",
              "java\\..*\\.wait\\(.*"));

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
          // Their threads run once, when the process ends anyway, and a stop has to abandon what
          // hangs.
          .and()
          .doNotHaveFullyQualifiedName("io.fleetfix.bootstrap.run.ServiceLauncher")
          .and()
          .doNotHaveFullyQualifiedName("io.fleetfix.bootstrap.run.Shutdown")
          .should()
          .accessTargetWhere(startsAThread())
          .because(
              "a thread that dies or runs out of memory must not do so in silence: use"
                  + " SupervisedLoop for work that repeats, and Tasks for work that ends");

  @ArchTest
  static final ArchRule onlyTheRetryPackagePauses =
      noClasses()
          .that()
          .resideOutsideOfPackage(RETRIES)
          .and(describe("are no named exceptions", each -> !isANamedException(each)))
          .should()
          .accessTargetWhere(pauses())
          .because(
              "a retry needs growing pauses with jitter, a deadline, and an end when the thread is"
                  + " interrupted: use Backoff, or Pause for a wait that repeats nothing");

  private ThreadRules() {}

  private static boolean isANamedException(JavaClass javaClass) {
    return OTHER_PAUSES.containsKey(ProductionClasses.outermost(javaClass).getName());
  }

  /** Covers calls and method references. */
  private static DescribedPredicate<JavaAccess<?>> pauses() {
    return describe(
        "the target lets time pass",
        access -> PAUSES.matcher(access.getTarget().getFullName()).matches());
  }

  /** Covers calls and method references. */
  private static DescribedPredicate<JavaAccess<?>> startsAThread() {
    return describe(
        "the target starts a thread",
        access -> STARTS.matcher(access.getTarget().getFullName()).matches());
  }
}
