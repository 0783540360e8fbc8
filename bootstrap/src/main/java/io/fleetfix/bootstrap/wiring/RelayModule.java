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

/** Carries the outbox to the bus within this process, where no EventBridge Pipe does. */
public final class RelayModule extends AbstractModule {
  @ProvidesIntoSet
  static Background relay(RelayOutbox relay) {
    return new BackgroundLoop("relay", relay::relay);
  }

  /** In memory there is nothing to fall behind of. */
  @ProvidesIntoSet
  static MeterBinder gauges(OutboxStream stream) {
    return stream instanceof DynamoDbOutboxStream read ? new RelayGauges(read) : registry -> {};
  }
}
