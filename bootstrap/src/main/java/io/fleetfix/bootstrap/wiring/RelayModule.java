package io.fleetfix.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.bootstrap.metrics.RelayGauges;
import io.fleetfix.bootstrap.run.Background;
import io.fleetfix.bootstrap.run.BackgroundLoop;
import io.fleetfix.outbox.delivery.RelayOutbox;
import io.fleetfix.outbox.dynamodb.stream.DynamoDbOutboxStream;
import io.fleetfix.outbox.port.OutboxStream;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Relays events to the bus in this process, where there is no EventBridge Pipe. */
public final class RelayModule extends AbstractModule {
  @ProvidesIntoSet
  static Background relay(RelayOutbox relay) {
    return new BackgroundLoop("relay", relay::relay);
  }

  /** The relay in memory cannot lag behind its stream. */
  @ProvidesIntoSet
  static MeterBinder gauges(OutboxStream stream) {
    return stream instanceof DynamoDbOutboxStream read ? new RelayGauges(read) : registry -> {};
  }
}
