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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** What the page for operators tells them to type and to watch is there. */
class OperationsPageTest {
  private static final Pattern COMMAND =
      Pattern.compile("^ +(fleetfix .+)$|`(fleetfix [^`]+)`", Pattern.MULTILINE);
  private static final Pattern METRIC =
      Pattern.compile(
          "`((?:outbox|relay|consumer|http|aws|jvm|process|system|logback)_[a-z0-9_]+)`");

  /** Of a collector of the JVM's choice, and once it has collected something. */
  private static final List<String> SOMETIMES =
      List.of("jvm_gc_pause_seconds", "jvm_gc_concurrent_phase_time_seconds");

  private static final Pattern TOLD = Pattern.compile("^# TYPE (\\S+)", Pattern.MULTILINE);

  private final String page = page();

  @Test
  void everyCommandIsOneThatExists() {
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
  void everyMetricIsToldAndEachThatIsToldIsExplained() throws Exception {
    Set<String> named =
        METRIC.matcher(page).results().map(found -> found.group(1)).collect(Collectors.toSet());

    try (WorkshopInternals service = new WorkshopInternals(new MetersOfTheCloud())) {
      service.workshop().get(200, "/health/live");
      Set<String> told =
          TOLD.matcher(service.workshop().text("/metrics"))
              .results()
              .map(found -> found.group(1))
              .filter(name -> !name.endsWith("_max")) // of a timer, beside its own
              .collect(Collectors.toSet());

      assertThat(told).hasSizeGreaterThan(30);
      told.addAll(SOMETIMES);
      assertThat(told).containsExactlyInAnyOrderElementsOf(named);
    }
  }

  private static String page() {
    try {
      return Files.readString(Path.of("..", "docs", "operations.md"));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** What a service has whose store and queues are elsewhere; nobody asks them here. */
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
    static MeterBinder consumers(ConsumerMeters meters) {
      return registry -> meters.of("invoicing");
    }
  }
}
