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
 * The state of the outbox. All gauges share one cached read of the table. They are NaN if the table
 * can't be read: zero would look healthy.
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
        .description(
            "Seconds since the oldest undelivered event was committed, be it pending or quarantined."
                + " 0 if every event is delivered, NaN if unknown.")
        .baseUnit("seconds")
        .register(registry);
    gauge("outbox.pending", Status::pending)
        .description(
            "Number of pending events. Exact up to 1,000, then a lower bound. NaN if unknown.")
        .register(registry);
    gauge("outbox.quarantined", Status::quarantined)
        .description(
            "Number of quarantined events. Exact up to 1,000, then a lower bound. NaN if unknown.")
        .register(registry);
  }

  private Gauge.Builder<?> gauge(String name, ToDoubleFunction<Status> value) {
    return Gauge.builder(name, () -> status.get().map(value::applyAsDouble).orElse(Double.NaN));
  }

  /** With a resolution of milliseconds. */
  private static double oldestSeconds(Status status) {
    return switch (status.oldestPending()) {
      case Age.None() -> 0;
      case Age.Of(Duration time) -> time.toMillis() / 1_000.0;
      case Age.Unknown unknown -> Double.NaN;
    };
  }

  private static Optional<Status> look(InspectOutbox inspect) {
    try {
      return Optional.of(inspect.status());
    } catch (RuntimeException unreadable) { // the value is unknown, whatever the cause
      LOG.atWarn().setCause(unreadable).log("Can't read the outbox for its metrics");
      return Optional.empty();
    }
  }
}
