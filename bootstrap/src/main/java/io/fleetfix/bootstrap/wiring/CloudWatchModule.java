package io.fleetfix.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.bootstrap.run.Leadership;
import io.fleetfix.bootstrap.run.Leadership.Work;
import io.fleetfix.bootstrap.telemetry.Logs;
import io.fleetfix.bootstrap.telemetry.PendingAge;
import io.fleetfix.outbox.loop.Background;
import io.fleetfix.outbox.loop.SupervisedLoop;
import io.fleetfix.outbox.loop.Supervision;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.OutboxSize.Oldest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports the age of the oldest pending event to CloudWatch twice per minute. While the age is
 * unknown, nothing is reported; missing data has an alarm of its own.
 */
final class CloudWatchModule extends AbstractModule {
  /** The turn is renewed this often, and no minute may be without a value when it changes hands. */
  private static final Duration PERIOD = Duration.ofSeconds(30);

  private static final Duration PATIENCE = Duration.ofHours(1);
  private static final Logger METRICS = LoggerFactory.getLogger(Logs.METRICS);

  private final String table;

  CloudWatchModule(String table) {
    this.table = table;
  }

  @ProvidesIntoSet
  Background pendingAge(
      OutboxLedger ledger, Leadership turns, InstantSource clock, Supervision supervision) {
    return SupervisedLoop.every(
        "pending-age",
        PERIOD,
        () -> turns.inTurn(Work.REPORT, () -> report(ledger, clock.instant())),
        PATIENCE,
        supervision);
  }

  private void report(OutboxLedger ledger, Instant now) {
    switch (ledger.size().oldest()) {
      case Oldest.None() -> report(Duration.ZERO, now);
      case Oldest.At(Instant occurredAt) -> report(Duration.between(occurredAt, now), now);
      case Oldest.Unknown unknown -> {} // Zero would mean that nothing is pending.
    }
  }

  private void report(Duration age, Instant now) {
    METRICS.atInfo().log(PendingAge.line(table, age, now));
  }
}
