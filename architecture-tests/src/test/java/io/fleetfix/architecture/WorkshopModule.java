package io.fleetfix.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The modules, each with its one package root, how many classes must be found in it at least, and
 * what it may use. A new module is a new line here and a dependency in this module's pom.
 */
enum WorkshopModule {
  DOMAIN("io.fleetfix.domain", 25),

  APPLICATION("io.fleetfix.application", 20, "io.fleetfix.domain..", "org.slf4j.."),

  ADAPTER_INMEMORY(
      "io.fleetfix.adapter.inmemory",
      6,
      Floors.BELOW_ADAPTERS,
      "software.amazon.event.ruler..",
      "com.fasterxml.jackson.."),

  ADAPTER_DYNAMODB(
      "io.fleetfix.adapter.dynamodb", 15, Floors.BELOW_ADAPTERS, "software.amazon.awssdk.."),

  ADAPTER_EVENTBRIDGE(
      "io.fleetfix.adapter.eventbridge",
      4,
      Floors.BELOW_ADAPTERS,
      "software.amazon.awssdk..",
      "com.fasterxml.jackson.."),

  ADAPTER_SQS(
      "io.fleetfix.adapter.sqs",
      8,
      Floors.BELOW_ADAPTERS,
      "software.amazon.awssdk..",
      "com.fasterxml.jackson.."),

  ADAPTER_SMTP(
      "io.fleetfix.adapter.smtp",
      6,
      Floors.BELOW_ADAPTERS,
      "jakarta.mail..",
      "jakarta.activation..",
      "org.eclipse.angus.mail..",
      "org.openpdf.."),

  ADAPTER_HTTP(
      "io.fleetfix.adapter.http",
      8,
      Floors.BELOW_ADAPTERS,
      "io.javalin..",
      "org.eclipse.jetty..",
      "jakarta.servlet..",
      "kotlin..",
      "io.opentelemetry..",
      "com.nimbusds.jose..",
      "com.nimbusds.jwt..",
      "com.fasterxml.jackson.."),

  /** Not a part of the service: its stand-ins for AWS in a local run. */
  LOCAL_AWS(
      "io.fleetfix.localaws",
      8,
      Floors.BELOW_ADAPTERS,
      "software.amazon.awssdk..",
      "software.amazon.event.ruler..",
      "com.fasterxml.jackson..",
      "com.sun.net.httpserver.."),

  LOCAL_MAIL(
      "io.fleetfix.localmail",
      2,
      Floors.BELOW_ADAPTERS,
      "io.fleetfix.localaws..",
      "com.icegreen.greenmail..",
      "jakarta.mail..",
      "com.fasterxml.jackson..",
      "com.sun.net.httpserver.."),

  BOOTSTRAP(
      "io.fleetfix.bootstrap",
      6,
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
      "ch.qos.logback..");

  /** In use everywhere, so that no module has to name it. */
  private static final List<String> THE_JDK_AND_JSPECIFY =
      List.of("java..", "org.jspecify.annotations..");

  private final String root;
  private final int fewestClasses;

  @SuppressWarnings("ImmutableEnumChecker") // Made by List.of: nobody can change it.
  private final List<String> mayUse;

  WorkshopModule(String root, int fewestClasses, List<String> floorsBelow, String... technology) {
    this(
        root,
        fewestClasses,
        Stream.concat(floorsBelow.stream(), Stream.of(technology)).toArray(String[]::new));
  }

  WorkshopModule(String root, int fewestClasses, String... mayUse) {
    this.root = root;
    this.fewestClasses = fewestClasses;
    this.mayUse = List.of(mayUse);
  }

  /** The module whose root the class lives under; empty if it strayed. */
  static Optional<WorkshopModule> of(JavaClass javaClass) {
    return Arrays.stream(values()).filter(module -> module.holds(javaClass)).findAny();
  }

  boolean holds(JavaClass javaClass) {
    String name = javaClass.getPackageName();
    return name.equals(root) || name.startsWith(root + ".");
  }

  /** Well below the true number: it is there to notice that a module was not looked at. */
  int fewestClasses() {
    return fewestClasses;
  }

  /** Itself, what lies below it, and its own technology. */
  DescribedPredicate<JavaClass> mayUse() {
    return resideInAnyPackage(
        Stream.of(Stream.of(root + ".."), THE_JDK_AND_JSPECIFY.stream(), mayUse.stream())
            .flatMap(packages -> packages)
            .toArray(String[]::new));
  }

  /** What a floor of the house may stand on. */
  private static final class Floors {
    private static final List<String> BELOW_ADAPTERS =
        List.of("io.fleetfix.application..", "io.fleetfix.domain..", "org.slf4j..");

    private static final List<String> BELOW_BOOTSTRAP =
        Stream.concat(Stream.of("io.fleetfix.adapter.."), BELOW_ADAPTERS.stream()).toList();

    private Floors() {}
  }
}
