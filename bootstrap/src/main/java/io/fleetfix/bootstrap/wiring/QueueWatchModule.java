package io.fleetfix.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.bootstrap.metrics.QueueGauges;
import io.fleetfix.bootstrap.metrics.QueueWatch;
import io.fleetfix.outbox.loop.Background;
import io.fleetfix.outbox.loop.SupervisedLoop;
import io.fleetfix.outbox.loop.Supervision;
import io.fleetfix.outbox.queue.QueueSizes;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;

/** Looks at the queues regularly, for gauges and for the status of the outbox. */
final class QueueWatchModule extends AbstractModule {
  /** A look at queues that do not answer takes about a minute. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  @Provides
  @Singleton
  static QueueWatch watch(QueueSizes queues, Supervision supervision) {
    return new QueueWatch(queues, supervision.nanoTime());
  }

  @ProvidesIntoSet
  static Background looking(QueueWatch watch, Supervision supervision) {
    return SupervisedLoop.every("queues", QueueWatch.EVERY, watch::look, PATIENCE, supervision);
  }

  @ProvidesIntoSet
  static MeterBinder gauges(QueueWatch watch) {
    return new QueueGauges(watch);
  }
}
