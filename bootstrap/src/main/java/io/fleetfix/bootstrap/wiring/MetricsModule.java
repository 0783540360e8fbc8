package io.fleetfix.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.adapter.http.server.MetricsRoute;
import io.fleetfix.adapter.http.server.RequestTimes;
import io.fleetfix.application.outbox.ConfirmDelivery;
import io.fleetfix.application.outbox.InspectOutbox;
import io.fleetfix.bootstrap.metrics.ConsumerMeters;
import io.fleetfix.bootstrap.metrics.HttpMeters;
import io.fleetfix.bootstrap.metrics.OutboxGauges;
import io.fleetfix.bootstrap.metrics.ReceiptMeters;
import io.fleetfix.bootstrap.metrics.RuntimeMeters;
import io.fleetfix.bootstrap.metrics.UpkeepMeters;
import io.fleetfix.bootstrap.run.ClosedLast;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Set;

/** What is counted and measured: by the use cases' listeners, and by gauges that modules add. */
final class MetricsModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(MeterRegistry.class).to(PrometheusMeterRegistry.class);
  }

  @Provides
  @Singleton
  static PrometheusMeterRegistry registry() {
    return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }

  @Provides
  @Singleton
  static ConfirmDelivery.Listener receipts(MeterRegistry registry) {
    return new ReceiptMeters(registry);
  }

  @Provides
  @Singleton
  static UpkeepMeters upkeep(MeterRegistry registry) {
    return new UpkeepMeters(registry);
  }

  @Provides
  @Singleton
  static ConsumerMeters consumers(MeterRegistry registry) {
    return new ConsumerMeters(registry);
  }

  @Provides
  @Singleton
  static RequestTimes requests(MeterRegistry registry) {
    return new HttpMeters(registry);
  }

  @ProvidesIntoSet
  static MeterBinder outbox(InspectOutbox inspect) {
    return new OutboxGauges(inspect, System::nanoTime);
  }

  @Provides
  @Singleton
  static RuntimeMeters process() {
    return new RuntimeMeters();
  }

  @ProvidesIntoSet
  static MeterBinder ofProcess(RuntimeMeters meters) {
    return meters;
  }

  @ProvidesIntoSet
  static ClosedLast closed(RuntimeMeters meters) {
    return meters::close;
  }

  @Provides
  @Singleton
  static MetricsRoute route(PrometheusMeterRegistry registry, Set<MeterBinder> gauges) {
    gauges.forEach(gauge -> gauge.bindTo(registry));
    return new MetricsRoute(registry::scrape);
  }
}
