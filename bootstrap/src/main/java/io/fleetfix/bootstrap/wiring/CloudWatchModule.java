package io.fleetfix.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.bootstrap.run.Leadership;
import io.fleetfix.bootstrap.run.Leadership.Work;
import io.fleetfix.bootstrap.telemetry.Logs;
import io.fleetfix.bootstrap.telemetry.OutboxMetricsLine;
import io.fleetfix.outbox.loop.Background;
import io.fleetfix.outbox.loop.SupervisedLoop;
import io.fleetfix.outbox.loop.Supervision;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.upkeep.ReconcileMemory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports the age of the oldest undelivered event and the number of quarantined ones to CloudWatch
 * twice per minute. What is unknown is not reported; missing data of the age has an alarm of its
 * own.
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
      OutboxLedger ledger,
      ReconcileMemory reconciled,
      Leadership turns,
      InstantSource clock,
      Supervision supervision) {
    return SupervisedLoop.every(
        "pending-age",
        PERIOD,
        () -> turns.inTurn(Work.REPORT, () -> report(ledger, reconciled, clock.instant())),
        PATIENCE,
        supervision);
  }

  private void report(OutboxLedger ledger, ReconcileMemory reconciled, Instant now) {
    METRICS.atInfo().log(
        OutboxMetricsLine.of(table, ledger.size(), reconciled.latest(), now).text());
  }
}
