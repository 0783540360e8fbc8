package io.fleetfix.bootstrap.metrics;

import io.fleetfix.application.port.Invoices;
import io.fleetfix.domain.invoice.Workshop;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * How far the date of the last invoice is ahead of this process's clock, over this year's numbers
 * and the next year's, which a clock that is ahead uses before the others do.
 */
public final class InvoiceGauges implements MeterBinder {
  private final Invoices invoices;
  private final Workshop workshop;
  private final InstantSource clock;
  private final Sampled<Double> ahead;

  public InvoiceGauges(
      Invoices invoices, Workshop workshop, InstantSource clock, LongSupplier nanoTime) {
    this.invoices = invoices;
    this.workshop = workshop;
    this.clock = clock;
    this.ahead = new Sampled<>(this::secondsAhead, OutboxGauges.SAMPLE_EVERY, nanoTime);
  }

  /** What the gauge reports. A loop has to take its samples. */
  public Sampled<Double> ahead() {
    return ahead;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("invoice.date.ahead", () -> ahead.value().orElse(Double.NaN))
        .description(
            "Seconds by which the date of the last invoice is ahead of this process's clock. 0 if"
                + " it is not ahead, NaN if unknown.")
        .baseUnit("seconds")
        .register(registry);
  }

  private double secondsAhead() {
    Instant now = clock.instant();
    int year = workshop.yearOf(now);
    return Math.max(secondsAhead(year, now), secondsAhead(year + 1, now));
  }

  /** With a resolution of milliseconds. */
  private double secondsAhead(int year, Instant now) {
    return invoices.numbers(workshop.series(), year).dateAheadOf(now).toMillis() / 1_000.0;
  }
}
