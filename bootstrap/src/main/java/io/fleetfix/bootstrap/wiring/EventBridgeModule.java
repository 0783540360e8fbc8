package io.fleetfix.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.adapter.eventbridge.BusCheck;
import io.fleetfix.adapter.eventbridge.EventBridgeBus;
import io.fleetfix.adapter.eventbridge.EventBridgeConnection;
import io.fleetfix.application.port.EventBus;
import io.fleetfix.bootstrap.metrics.CountedBus;
import io.fleetfix.bootstrap.run.ClosedLast;
import io.fleetfix.bootstrap.run.ResourceCheck;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.random.RandomGenerator;

/** The bus on EventBridge. */
final class EventBridgeModule extends AbstractModule {
  private final EventBridgeConnection connection;
  private final String bus;

  /**
   * Asks nobody yet.
   *
   * @param connection closed when the service stops
   */
  EventBridgeModule(EventBridgeConnection connection, String bus) {
    this.connection = connection;
    this.bus = bus;
  }

  @Provides
  @Singleton
  EventBus bus(RandomGenerator random, MeterRegistry registry) {
    return new CountedBus(new EventBridgeBus(connection.events(), bus, random), registry);
  }

  @ProvidesIntoSet
  ResourceCheck busIsThere() {
    return new BusCheck(connection.events(), bus)::problem;
  }

  @ProvidesIntoSet
  ClosedLast closed() {
    return connection::close;
  }
}
