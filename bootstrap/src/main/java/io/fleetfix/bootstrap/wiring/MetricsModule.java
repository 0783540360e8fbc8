package io.fleetfix.bootstrap.wiring;

import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.adapter.http.server.MetricsRoute;
import io.fleetfix.adapter.http.server.RequestTimes;
import io.fleetfix.bootstrap.feature.ComponentModule;
import io.fleetfix.bootstrap.metrics.ConsumerMeters;
import io.fleetfix.bootstrap.metrics.HttpMeters;
import io.fleetfix.bootstrap.metrics.LoopGauges;
import io.fleetfix.bootstrap.metrics.OutboxGauges;
import io.fleetfix.bootstrap.metrics.ReceiptMeters;
import io.fleetfix.bootstrap.metrics.RuntimeMeters;
import io.fleetfix.bootstrap.metrics.Sampled;
import io.fleetfix.bootstrap.metrics.UpkeepMeters;
import io.fleetfix.bootstrap.run.Backgrounds;
import io.fleetfix.bootstrap.run.ClosedLast;
import io.fleetfix.outbox.delivery.AllRaisedEvents;
import io.fleetfix.outbox.delivery.ConfirmDelivery;
import io.fleetfix.outbox.delivery.InspectOutbox.Status;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Set;

/** The metrics: listeners of the use cases, and gauges that modules add. */
final class MetricsModule extends ComponentModule {
  @Override
  protected void configure() {
    bind(MeterRegistry.class).to(PrometheusMeterRegistry.class);
    construct(ReceiptMeters.class, ConsumerMeters.class, HttpMeters.class, RuntimeMeters.class);
    bind(ConfirmDelivery.Listener.class).to(ReceiptMeters.class);
    bind(RequestTimes.class).to(HttpMeters.class);
    Multibinder.newSetBinder(binder(), MeterBinder.class).addBinding().to(RuntimeMeters.class);
  }

  @Provides
  @Singleton
  static PrometheusMeterRegistry registry() {
    return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }

  @Provides
  @Singleton
  static UpkeepMeters upkeep(AllRaisedEvents raised, MeterRegistry registry) {
    return new UpkeepMeters(raised.mismatches(), registry);
  }

  @ProvidesIntoSet
  static MeterBinder outbox(Sampled<Status> status, AllRaisedEvents raised) {
    return new OutboxGauges(status, raised.mismatches());
  }

  @ProvidesIntoSet
  static MeterBinder loops(Backgrounds backgrounds) {
    return new LoopGauges(backgrounds.loops());
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
