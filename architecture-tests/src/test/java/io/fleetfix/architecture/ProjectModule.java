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
 * The modules, each with its package roots, how many classes must be found in it at least, and what
 * it may use. A new module is a new line here and a dependency in this module's pom; a new room of
 * the core is a new root.
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

  /** Not a part of any service: stand-ins for AWS in a local run. Its rules are handed in. */
  LOCAL_AWS(
      Half.LIBRARY,
      List.of("io.fleetfix.localaws"),
      12,
      List.of(),
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
      "org.eclipse.angus.mail.."),

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
      "software.amazon.awssdk.metrics..", // what the SDK tells of its calls, and no more of it
      "software.amazon.awssdk.core.metrics..",
      "software.amazon.awssdk.services.dynamodb", // a client is handed on; to ask it takes more
      "ch.qos.logback..");

  /** Who may take a module into a house of their own. */
  enum Half {
    /** Anybody: it knows no tenant. */
    LIBRARY,
    /** Nobody: it is the tenant. */
    WORKSHOP
  }

  /** In use everywhere, so that no module has to name it. */
  private static final List<String> THE_JDK_AND_JSPECIFY =
      List.of("java..", "org.jspecify.annotations..");

  private final Half half;
  private final int fewestClasses;

  @SuppressWarnings("ImmutableEnumChecker") // Made by List.of: nobody can change it.
  private final List<String> roots;

  @SuppressWarnings("ImmutableEnumChecker") // Made by Stream.toList: nobody can change it.
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

  /** The module under one of whose roots the class lives; empty if it strayed. */
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

  /** Well below the true number: it is there to notice that a module was not looked at. */
  int fewestClasses() {
    return fewestClasses;
  }

  /** Its packages, as ArchUnit wants to be told. */
  String[] packages() {
    return within(roots).toArray(String[]::new);
  }

  /** Itself, what lies below it, and its own technology. */
  DescribedPredicate<JavaClass> mayUse() {
    return resideInAnyPackage(
        Stream.of(within(roots), THE_JDK_AND_JSPECIFY.stream(), mayUse.stream())
            .flatMap(packages -> packages)
            .toArray(String[]::new));
  }

  private static Stream<String> within(List<String> roots) {
    return roots.stream().map(root -> root + "..");
  }

  /** What a floor of the house may stand on. */
  private static final class Floors {
    /** The rooms of the core: one by one, since its stores live under the same name. */
    private static final List<String> CORE =
        Stream.of("event", "paging", "port", "subscription", "command", "delivery")
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
