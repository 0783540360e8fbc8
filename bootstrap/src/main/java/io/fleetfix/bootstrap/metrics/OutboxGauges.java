package io.fleetfix.bootstrap.metrics;

import static java.lang.Double.NaN;

import io.fleetfix.outbox.delivery.Finding;
import io.fleetfix.outbox.delivery.InspectOutbox.Age;
import io.fleetfix.outbox.delivery.InspectOutbox.Status;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The state of the outbox, from samples. The gauges are NaN if it is unknown: zero would look
 * healthy.
 */
public final class OutboxGauges implements MeterBinder {
  public static final Duration SAMPLE_EVERY = Duration.ofSeconds(5);

  private final Sampled<Status> status;
  private final List<Finding.Kind> kinds;

  /**
   * Reads nothing.
   *
   * @param kinds every kind of mismatch that reconciliation can find
   */
  public OutboxGauges(Sampled<Status> status, List<Finding.Kind> kinds) {
    this.status = status;
    this.kinds = kinds;
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
    for (Finding.Kind kind : kinds) {
      gauge("outbox.mismatches.open", status -> open(status, kind))
          .description(
              "Number of repairs and invoices with a mismatch that reconciliation has found and"
                  + " that is not in order yet, by kind. Exact up to 1,000, then a lower bound. NaN"
                  + " if unknown.")
          .tag("kind", kind.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    gauge("outbox.reconcile.behind", OutboxGauges::behindSeconds)
        .description(
            "Seconds since the time up to which reconciliation has compared everything. NaN if"
                + " unknown, or if it has compared nothing yet.")
        .baseUnit("seconds")
        .register(registry);
  }

  private Gauge.Builder<?> gauge(String name, ToDoubleFunction<Status> value) {
    return Gauge.builder(name, () -> status.value().map(value::applyAsDouble).orElse(NaN));
  }

  /** Unknown until something was compared. */
  private static double open(Status status, Finding.Kind kind) {
    return status.mismatches().behind() == null
        ? NaN
        : status.mismatches().byKind().getOrDefault(kind.name(), 0L);
  }

  private static double behindSeconds(Status status) {
    Duration behind = status.mismatches().behind();
    return behind == null ? NaN : seconds(behind);
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
