package io.fleetfix.domain.violation;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Every method uses something that must be passed as an argument. */
public final class UsesItsSurroundings {
  private UsesItsSurroundings() {}

  public static Instant now() {
    return Instant.now();
  }

  public static Supplier<Instant> nowByReference() {
    return Instant::now;
  }

  public static LocalDate today() {
    return LocalDate.now(ZoneOffset.UTC);
  }

  public static Clock systemClock() {
    return Clock.systemUTC();
  }

  public static InstantSource systemInstants() {
    return InstantSource.system();
  }

  public static ZoneId systemZone() {
    return ZoneId.systemDefault();
  }

  @SuppressWarnings("JavaUtilDate")
  public static Date oldDate() {
    return new Date();
  }

  public static UUID randomId() {
    return UUID.randomUUID();
  }

  public static double randomDouble() {
    return Math.random();
  }

  public static Random randomByConstructor() {
    return new Random();
  }

  public static Supplier<Random> randomByReference() {
    return Random::new;
  }

  public static SplittableRandom splittableRandom() {
    return new SplittableRandom();
  }

  public static SecureRandom secureRandom() {
    return new SecureRandom();
  }

  public static RandomGenerator threadLocalRandom() {
    return ThreadLocalRandom.current();
  }

  public static RandomGenerator defaultRandom() {
    return RandomGenerator.getDefault();
  }

  public static void shuffle(List<String> list) {
    Collections.shuffle(list);
  }

  public static @Nullable String environment() {
    return System.getenv("HOME");
  }

  public static @Nullable String property() {
    return System.getProperty("user.name");
  }

  public static long millis() {
    return System.currentTimeMillis();
  }

  public static LongSupplier nanosByReference() {
    return System::nanoTime;
  }

  public static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  public static Locale locale() {
    return Locale.getDefault();
  }

  public static Thread thread() {
    return new Thread(UsesItsSurroundings::now);
  }

  public static Thread virtualThread() {
    return Thread.ofVirtual().unstarted(UsesItsSurroundings::now);
  }

  public static ExecutorService executor() {
    return Executors.newCachedThreadPool();
  }

  public static CompletableFuture<Void> elsewhere() {
    return CompletableFuture.runAsync(UsesItsSurroundings::now);
  }

  public static long inParallel(List<String> list) {
    return list.parallelStream().count();
  }
}
