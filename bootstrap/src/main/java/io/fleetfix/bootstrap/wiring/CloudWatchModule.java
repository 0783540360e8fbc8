package io.fleetfix.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.application.port.Backlog;
import io.fleetfix.bootstrap.run.Background;
import io.fleetfix.bootstrap.run.Leadership;
import io.fleetfix.bootstrap.run.Periodic;
import io.fleetfix.bootstrap.telemetry.JsonLogs;
import io.fleetfix.bootstrap.telemetry.PendingAge;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells CloudWatch once a minute how long the oldest pending event has waited. As long as the table
 * can't be read, it tells nothing, and that is an alarm of its own.
 */
final class CloudWatchModule extends AbstractModule {
  private static final Duration PERIOD = Duration.ofMinutes(1);
  private static final Logger METRICS = LoggerFactory.getLogger(JsonLogs.METRICS);

  private final String table;

  CloudWatchModule(String table) {
    this.table = table;
  }

  @ProvidesIntoSet
  Background pendingAge(Backlog backlog, Leadership turn, InstantSource clock) {
    return new Periodic(
        "pending-age",
        PERIOD,
        () -> {
          if (turn.isMine()) {
            tell(backlog, clock.instant());
          }
        });
  }

  private void tell(Backlog backlog, Instant now) {
    Instant oldest = backlog.size().oldest();
    Duration age = oldest == null ? Duration.ZERO : Duration.between(oldest, now);
    METRICS.atInfo().log(PendingAge.line(table, age, now));
  }
}
