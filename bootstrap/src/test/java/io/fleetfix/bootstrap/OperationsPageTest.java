package io.fleetfix.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.adapter.eventbridge.BusCheck;
import io.fleetfix.adapter.eventbridge.EventBridgeConnection;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.bootstrap.metrics.AwsMeters;
import io.fleetfix.bootstrap.metrics.ConsumerMeters;
import io.fleetfix.bootstrap.metrics.RelayGauges;
import io.fleetfix.bootstrap.metrics.UnreadableRowsMeter;
import io.fleetfix.outbox.dynamodb.stream.DynamoDbOutboxStream;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.port.ResourceCheck;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Keeps {@code docs/operations.md} in step with the commands and the metrics. */
class OperationsPageTest {
  private static final Pattern COMMAND =
      Pattern.compile("^ +(fleetfix .+)$|`(fleetfix [^`]+)`", Pattern.MULTILINE);
  private static final Pattern METRIC =
      Pattern.compile(
          "`((?:outbox|invoice|relay|consumer|queue|dead|loop|http|aws|jvm|process|system"
              + "|logback)_[a-z0-9_]+)`");

  /** They depend on the JVM's choice of collector, and are absent until its first collection. */
  private static final List<String> NOT_ALWAYS =
      List.of("jvm_gc_pause_seconds", "jvm_gc_concurrent_phase_time_seconds");

  private static final Pattern TYPE = Pattern.compile("^# TYPE (\\S+)", Pattern.MULTILINE);

  /** Of the service's own metrics; the others' descriptions are their libraries'. */
  private static final Pattern HELP =
      Pattern.compile(
          "^# HELP ((?:outbox|invoice|relay|consumer|queue|dead|loop|http|aws)_\\S+) (.+)$",
          Pattern.MULTILINE);

  private final String page = page();

  @Test
  void everyCommandOnThePageExists() {
    List<String> commands =
        COMMAND
            .matcher(page)
            .results()
            .map(found -> Optional.ofNullable(found.group(1)).orElseGet(() -> found.group(2)))
            .toList();

    assertThat(commands).hasSizeGreaterThan(15);
    for (String command : commands) {
      String[] words = command.substring("fleetfix ".length()).strip().split(" +");
      assertThatCode(() -> new CommandLine(new Main()).parseArgs(words))
          .as(command)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void thePageExplainsExactlyTheMetricsThatExist() throws Exception {
    Set<String> named =
        METRIC.matcher(page).results().map(found -> found.group(1)).collect(Collectors.toSet());

    Set<String> exported =
        TYPE.matcher(metrics())
            .results()
            .map(found -> found.group(1))
            .filter(name -> !name.endsWith("_max")) // the maximum of a timer that is listed
            .collect(Collectors.toSet());
    assertThat(exported).hasSizeGreaterThan(30);
    exported.addAll(NOT_ALWAYS);
    assertThat(exported).containsExactlyInAnyOrderElementsOf(named);
  }

  @Test
  void thePageDescribesEachMetricAsTheServiceDoes() throws Exception {
    List<MatchResult> descriptions =
        HELP.matcher(metrics())
            .results()
            .filter(found -> !found.group(1).endsWith("_max"))
            .toList();

    assertThat(descriptions).hasSizeGreaterThan(12);
    assertThat(descriptions)
        .allSatisfy(
            found -> {
              assertThat(found.group(2)).as(found.group(1)).matches("[A-Z0-9].*\\.");
              assertThat(page).contains("\n| `" + found.group(1) + "` | " + found.group(2));
            });
  }

  /** What a service exports that has everything, on AWS and in memory. */
  static String metrics() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals(new MetersOfTheCloud())) {
      service.workshop().get(200, "/health/live");
      return service.workshop().text("/metrics");
    }
  }

  private static String page() {
    try {
      return Files.readString(Path.of("..", "docs", "operations.md"));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** The metrics of a service on AWS, over connections that are never used. */
  private static final class MetersOfTheCloud extends AbstractModule {
    @ProvidesIntoSet
    static MeterBinder relay() {
      DynamoDbConnection nowhere =
          DynamoDbConnection.to(
              URI.create("http://127.0.0.1:1"),
              Region.EU_CENTRAL_1,
              AnonymousCredentialsProvider.create());
      return new RelayGauges(
          DynamoDbOutboxStream.of(
              nowhere,
              new OutboxTable("workshop"),
              WorkshopOutbox.FORMAT,
              "stream",
              (row, reason) -> {},
              DynamoDbOutboxStream.LEASE_TIME,
              System::nanoTime));
    }

    @ProvidesIntoSet
    static MeterBinder calls() {
      return registry -> {
        AwsMeters meters = new AwsMeters();
        meters.bindTo(registry);
        EventBridgeConnection nowhere =
            EventBridgeConnection.to(
                URI.create("http://127.0.0.1:1"),
                Region.EU_CENTRAL_1,
                AnonymousCredentialsProvider.create(),
                meters);
        assertThat(new BusCheck(nowhere.events(), "workshop").check())
            .isInstanceOf(ResourceCheck.Result.Unknown.class);
      };
    }

    @ProvidesIntoSet
    static MeterBinder unreadableRows() {
      return UnreadableRowsMeter::new;
    }

    @ProvidesIntoSet
    static MeterBinder consumers(ConsumerMeters meters) {
      return registry -> meters.of("invoicing");
    }
  }
}
