package io.fleetfix.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.regex.Pattern;

/** APIs whose results differ between runs or machines, so they must be passed as arguments. */
final class Surroundings {
  private static final Pattern TIME =
      members(
          "java\\.time\\..*\\.(now|dateNow|system|system\\w+|tick\\w+)\\(.*",
          "java\\.util\\.(Date|Calendar|GregorianCalendar|TimeZone)\\..*");

  private static final Pattern RANDOMNESS =
      members(
          "java\\.util\\.UUID\\.randomUUID\\(.*",
          "java\\.lang\\.(Math|StrictMath)\\.random\\(.*",
          "java\\.util\\.(Random|SplittableRandom)\\..*",
          "java\\.util\\.concurrent\\.ThreadLocalRandom\\..*",
          "java\\.util\\.random\\.RandomGeneratorFactory\\..*",
          "java\\.util\\.random\\.RandomGenerator\\.(of|getDefault)\\(.*",
          "java\\.util\\.Collections\\.shuffle\\(java\\.util\\.List\\)",
          "java\\.security\\.SecureRandom\\..*");

  private static final Pattern ENVIRONMENT =
      members(
          "java\\.lang\\.System\\.(?!arraycopy\\().*",
          "java\\.lang\\.(Runtime|ProcessBuilder|ProcessHandle)\\..*",
          "java\\.util\\.Locale\\.getDefault\\(.*",
          "java\\.nio\\.charset\\.Charset\\.defaultCharset\\(.*");

  private static final Pattern THREADS =
      members(
          "java\\.lang\\.(Thread|ThreadLocal|InheritableThreadLocal)(\\$\\w+)*\\..*",
          "java\\.util\\.(Timer|TimerTask)\\..*",
          "java\\.util\\.concurrent\\.(Executors|ForkJoinPool|CompletableFuture)\\..*",
          "java\\.util\\.concurrent\\.(ThreadPoolExecutor|ScheduledThreadPoolExecutor)\\..*",
          "java\\.util\\.concurrent\\.TimeUnit\\.sleep\\(.*",
          "java\\.util\\..*\\.parallel(Stream)?\\(\\)");

  private Surroundings() {}

  /** Covers calls, method references such as {@code Instant::now}, and fields. */
  static DescribedPredicate<JavaAccess<?>> areTheTarget() {
    return describe(
        "the target is a clock, a random source, the environment or a thread",
        access -> {
          String member = access.getTarget().getFullName();
          return TIME.matcher(member).matches()
              || RANDOMNESS.matcher(member).matches()
              || ENVIRONMENT.matcher(member).matches()
              || THREADS.matcher(member).matches();
        });
  }

  private static Pattern members(String... alternatives) {
    return Pattern.compile(String.join("|", alternatives));
  }
}
