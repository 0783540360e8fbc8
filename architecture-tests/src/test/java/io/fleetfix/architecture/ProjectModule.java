package io.fleetfix.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The modules with their package roots, minimum number of classes and allowed dependencies. To add
 * a module, add a constant here and a dependency to this module's pom. To add a package to the
 * core, add a root.
 */
enum ProjectModule {
  OUTBOX_CORE(Half.LIBRARY, Floors.CORE, 50, List.of("org.slf4j..")),

  OUTBOX_INMEMORY(
      Half.LIBRARY,
      List.of("io.fleetfix.outbox.inmemory"),
      10,
      Floors.ON_CORE,
      "software.amazon.event.ruler..",
      "com.fasterxml.jackson.."),

  OUTBOX_DYNAMODB(
      Half.LIBRARY,
      List.of("io.fleetfix.outbox.dynamodb"),
      35,
      Floors.ON_CORE,
      "software.amazon.awssdk.."),

  ADAPTER_EVENTBRIDGE(
      Half.LIBRARY,
      List.of("io.fleetfix.adapter.eventbridge"),
      4,
      Floors.ON_CORE,
      "software.amazon.awssdk..",
      "com.fasterxml.jackson.."),

  ADAPTER_SQS(
      Half.LIBRARY,
      List.of("io.fleetfix.adapter.sqs"),
      8,
      Floors.ON_CORE,
      "software.amazon.awssdk..",
      "com.fasterxml.jackson.."),

  /** Emulators of AWS for local runs, not part of a service. Callers pass in the bus's rules. */
  LOCAL_AWS(
      Half.LIBRARY,
      List.of("io.fleetfix.localaws"),
      12,
      List.of(ThreadRules.LOOPS),
      "software.amazon.awssdk..",
      "software.amazon.event.ruler..",
      "com.fasterxml.jackson..",
      "com.sun.net.httpserver.."),

  DOMAIN(Half.WORKSHOP, List.of("io.fleetfix.domain"), 25, List.of("io.fleetfix.outbox.event..")),

  APPLICATION(Half.WORKSHOP, List.of("io.fleetfix.application"), 20, Floors.BELOW_APPLICATION),

  ADAPTER_INMEMORY(
      Half.WORKSHOP,
      List.of("io.fleetfix.adapter.inmemory"),
      4,
      Floors.BELOW_ADAPTERS,
      "io.fleetfix.outbox.inmemory.."),

  ADAPTER_DYNAMODB(
      Half.WORKSHOP,
      List.of("io.fleetfix.adapter.dynamodb"),
      6,
      Floors.BELOW_ADAPTERS,
      "io.fleetfix.outbox.dynamodb..",
      "software.amazon.awssdk.."),

  ADAPTER_PRINT(
      Half.WORKSHOP,
      List.of("io.fleetfix.adapter.print"),
      4,
      Floors.BELOW_ADAPTERS,
      "org.openpdf.."),

  ADAPTER_SMTP(
      Half.WORKSHOP,
      List.of("io.fleetfix.adapter.smtp"),
      4,
      Floors.BELOW_ADAPTERS,
      "jakarta.mail..",
      "jakarta.activation..",
      "org.eclipse.angus.mail..",
      "com.ibm.icu.text..",
      "javax.net..",
      "jdk.net.."),

  ADAPTER_HTTP(
      Half.WORKSHOP,
      List.of("io.fleetfix.adapter.http"),
      40,
      Floors.BELOW_ADAPTERS,
      "io.javalin..",
      "org.eclipse.jetty..",
      "jakarta.servlet..",
      "kotlin..",
      "io.opentelemetry..",
      "com.nimbusds.jose..",
      "com.nimbusds.jwt..",
      "com.fasterxml.jackson.."),

  LOCAL_MAIL(
      Half.WORKSHOP,
      List.of("io.fleetfix.localmail"),
      2,
      Floors.BELOW_ADAPTERS,
      "io.fleetfix.localaws..",
      "com.icegreen.greenmail..",
      "jakarta.mail..",
      "com.fasterxml.jackson..",
      "com.sun.net.httpserver.."),

  BOOTSTRAP(
      Half.WORKSHOP,
      List.of("io.fleetfix.bootstrap"),
      40,
      Floors.BELOW_BOOTSTRAP,
      "io.fleetfix.localaws..",
      "io.fleetfix.localmail..",
      "com.google.inject..",
      "jakarta.inject..",
      "picocli..",
      "io.opentelemetry..",
      "com.fasterxml.jackson..",
      "io.micrometer..",
      "software.amazon.awssdk.metrics..", // Only the metrics of SDK calls.
      "software.amazon.awssdk.core.metrics..",
      "software.amazon.awssdk.core.exception", // To explain a failed start in one line.
      "software.amazon.awssdk.awscore.exception",
      "software.amazon.awssdk.services.dynamodb", // Only to pass on a client; calling it needs
      // subpackages.
      "ch.qos.logback..");

  /** The two parts of the project. */
  enum Half {
    /** Reusable: independent of the workshop. */
    LIBRARY,
    /** The service that uses the library. */
    WORKSHOP
  }

  /** Allowed in every module. */
  private static final List<String> THE_JDK_AND_JSPECIFY =
      List.of("java..", "org.jspecify.annotations..");

  private final Half half;
  private final int fewestClasses;

  @SuppressWarnings("ImmutableEnumChecker") // Created by List.of, so immutable.
  private final List<String> roots;

  @SuppressWarnings("ImmutableEnumChecker") // Created by Stream.toList, so immutable.
  private final List<String> mayUse;

  ProjectModule(
      Half half,
      List<String> roots,
      int fewestClasses,
      List<String> floorsBelow,
      String... technology) {
    this.half = half;
    this.roots = roots;
    this.fewestClasses = fewestClasses;
    this.mayUse = Stream.concat(floorsBelow.stream(), Stream.of(technology)).toList();
  }

  /** The module that has the class under one of its roots; empty if there is none. */
  static Optional<ProjectModule> of(JavaClass javaClass) {
    return Arrays.stream(values()).filter(module -> module.holds(javaClass)).findAny();
  }

  static DescribedPredicate<JavaClass> areOf(Half half) {
    return describe(
        "are of the " + half,
        javaClass -> of(javaClass).filter(module -> module.half == half).isPresent());
  }

  boolean holds(JavaClass javaClass) {
    String name = javaClass.getPackageName();
    return roots.stream().anyMatch(root -> name.equals(root) || name.startsWith(root + "."));
  }

  /** Well below the true number. Its only purpose is to detect that a module was not imported. */
  int fewestClasses() {
    return fewestClasses;
  }

  /** The module's packages as ArchUnit patterns. */
  String[] packages() {
    return within(roots).toArray(String[]::new);
  }

  /** The module itself, the modules below it, and its own technology. */
  DescribedPredicate<JavaClass> mayUse() {
    return resideInAnyPackage(
        Stream.of(within(roots), THE_JDK_AND_JSPECIFY.stream(), mayUse.stream())
            .flatMap(packages -> packages)
            .toArray(String[]::new));
  }

  private static Stream<String> within(List<String> roots) {
    return roots.stream().map(root -> root + "..");
  }

  /** The dependencies that a layer may have on lower layers. */
  private static final class Floors {
    /** The core's packages, listed individually because the stores share their prefix. */
    private static final List<String> CORE =
        Stream.of(
                "event",
                "paging",
                "port",
                "queue",
                "subscription",
                "command",
                "delivery",
                "loop",
                "retry",
                "health")
            .map(room -> "io.fleetfix.outbox." + room)
            .toList();

    private static final List<String> ON_CORE =
        Stream.concat(within(CORE), Stream.of("org.slf4j..")).toList();

    private static final List<String> BELOW_APPLICATION =
        Stream.concat(ON_CORE.stream(), Stream.of("io.fleetfix.domain..")).toList();

    private static final List<String> BELOW_ADAPTERS =
        Stream.concat(BELOW_APPLICATION.stream(), Stream.of("io.fleetfix.application..")).toList();

    private static final List<String> BELOW_BOOTSTRAP =
        Stream.concat(
                BELOW_ADAPTERS.stream(),
                Stream.of(
                    "io.fleetfix.outbox.inmemory..",
                    "io.fleetfix.outbox.dynamodb..",
                    "io.fleetfix.adapter.."))
            .toList();

    private Floors() {}
  }
}
