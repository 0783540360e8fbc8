package io.fleetfix.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.adapter.dynamodb.stream.DynamoDbOutboxStream;
import io.fleetfix.bootstrap.metrics.RelayGauges;
import io.micrometer.core.instrument.binder.MeterBinder;

/** How the relay is that reads DynamoDB's stream. */
final class RelayMetricsModule extends AbstractModule {
  @ProvidesIntoSet
  static MeterBinder relay(DynamoDbOutboxStream stream) {
    return new RelayGauges(stream);
  }
}
