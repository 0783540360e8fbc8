package io.fleetfix.bootstrap;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.application.outbox.ReconcileOutbox;
import io.fleetfix.application.outbox.SweepOutbox;
import io.fleetfix.bootstrap.metrics.UpkeepMeters;
import java.time.InstantSource;

/** What looks after the outbox from the table: the loop is closed here. */
final class UpkeepModule extends AbstractModule {
  @ProvidesIntoSet
  static Background upkeep(
      SweepOutbox sweep,
      ReconcileOutbox reconcile,
      Turn turn,
      UpkeepMeters meters,
      InstantSource clock) {
    return new BackgroundLoop(
        "upkeep",
        new Upkeep(sweep, reconcile, turn, meters::swept, meters::found, clock, System::nanoTime));
  }
}
