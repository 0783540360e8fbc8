package io.fleetfix.bootstrap;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.application.outbox.InspectOutbox;
import java.time.InstantSource;

/** The metric that CloudWatch's alarms hang on. */
final class CloudWatchModule extends AbstractModule {
  private final String table;

  CloudWatchModule(String table) {
    this.table = table;
  }

  @ProvidesIntoSet
  Background oldestPendingAge(InspectOutbox inspect, Turn turn, InstantSource clock) {
    return new BackgroundLoop(
        "cloudwatch", new OldestPendingAge(table, inspect, turn, clock, System::nanoTime));
  }
}
