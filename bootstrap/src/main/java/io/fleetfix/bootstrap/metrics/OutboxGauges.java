package io.fleetfix.bootstrap.metrics;

import static java.lang.Double.NaN;

import io.fleetfix.outbox.delivery.InspectOutbox.Age;
import io.fleetfix.outbox.delivery.InspectOutbox.Status;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

/**
 * The state of the outbox, from samples. The gauges are NaN if it is unknown: zero would look
 * healthy.
 */
public final class OutboxGauges implements MeterBinder {
  public static final Duration SAMPLE_EVERY = Duration.ofSeconds(5);

  private final Sampled<Status> status;

  public OutboxGauges(Sampled<Status> status) {
    this.status = status;
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
    Gauge.builder("outbox.sample.age", () -> status.age().map(OutboxGauges::seconds).orElse(NaN))
        .description(
            "Seconds since this process last tried to read the state of the outbox. Above 30, the"
                + " state counts as unknown. NaN before the first time.")
        .baseUnit("seconds")
        .register(registry);
  }

  private Gauge.Builder<?> gauge(String name, ToDoubleFunction<Status> value) {
    return Gauge.builder(name, () -> status.value().map(value::applyAsDouble).orElse(NaN));
  }

  private static double oldestSeconds(Status status) {
    return switch (status.oldestPending()) {
      case Age.None() -> 0;
      case Age.Of(Duration time) -> seconds(time);
      case Age.Unknown unknown -> NaN;
    };
  }

  /** With a resolution of milliseconds. */
  private static double seconds(Duration time) {
    return time.toMillis() / 1_000.0;
  }
}
