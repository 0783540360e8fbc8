package io.fleetfix.bootstrap.metrics;

import io.fleetfix.outbox.delivery.InspectOutbox;
import io.fleetfix.outbox.delivery.InspectOutbox.Age;
import io.fleetfix.outbox.delivery.InspectOutbox.Status;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the outbox is. All gauges show one look at the table, so that reading them costs no more than
 * one, and they are NaN when it can't be asked: never zero, which would be good news.
 */
public final class OutboxGauges implements MeterBinder {
  static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(OutboxGauges.class);

  private final Cached<Optional<Status>> status;

  public OutboxGauges(InspectOutbox inspect, LongSupplier nanoTime) {
    this.status = new Cached<>(() -> look(inspect), LOOK_EVERY, nanoTime);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge("outbox.oldest.pending.age", OutboxGauges::oldestSeconds)
        .description("How long the oldest event has waited that has not come out of the bus")
        .baseUnit("seconds")
        .register(registry);
    gauge("outbox.pending", Status::pending)
        .description("How many events have not come out of the bus; of very many, at least")
        .register(registry);
    gauge("outbox.quarantined", Status::quarantined)
        .description("How many events were given up; of very many, at least")
        .register(registry);
  }

  private Gauge.Builder<?> gauge(String name, ToDoubleFunction<Status> value) {
    return Gauge.builder(name, () -> status.get().map(value::applyAsDouble).orElse(Double.NaN));
  }

  /** In whole milliseconds; none has waited if there is none. */
  private static double oldestSeconds(Status status) {
    return switch (status.oldestPending()) {
      case Age.None() -> 0;
      case Age.Of(Duration time) -> time.toMillis() / 1_000.0;
      case Age.Unknown() -> Double.NaN;
    };
  }

  private static Optional<Status> look(InspectOutbox inspect) {
    try {
      return Optional.of(inspect.status());
    } catch (RuntimeException unreadable) { // Whatever it is, the value is not known.
      LOG.atWarn().setCause(unreadable).log("The outbox can't be measured");
      return Optional.empty();
    }
  }
}
