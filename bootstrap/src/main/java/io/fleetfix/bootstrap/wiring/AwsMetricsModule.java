package io.fleetfix.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.bootstrap.metrics.AwsMeters;
import io.micrometer.core.instrument.binder.MeterBinder;

/** How the calls to AWS go. */
final class AwsMetricsModule extends AbstractModule {
  private final AwsMeters meters;

  /** The one that the clients were built with. */
  AwsMetricsModule(AwsMeters meters) {
    this.meters = meters;
  }

  @ProvidesIntoSet
  MeterBinder calls() {
    return meters;
  }
}
