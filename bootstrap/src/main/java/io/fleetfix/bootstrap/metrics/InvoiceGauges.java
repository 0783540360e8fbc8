package io.fleetfix.bootstrap.metrics;

import io.fleetfix.application.port.Invoices;
import io.fleetfix.domain.invoice.Workshop;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the date of the last invoice is ahead of this process's clock, over this year's numbers
 * and the next year's, which a clock that is ahead uses before the others do.
 */
public final class InvoiceGauges implements MeterBinder {
  private static final Logger LOG = LoggerFactory.getLogger(InvoiceGauges.class);

  private final Invoices invoices;
  private final Workshop workshop;
  private final InstantSource clock;
  private final Cached<Double> ahead;

  public InvoiceGauges(
      Invoices invoices, Workshop workshop, InstantSource clock, LongSupplier nanoTime) {
    this.invoices = invoices;
    this.workshop = workshop;
    this.clock = clock;
    this.ahead = new Cached<>(this::look, OutboxGauges.LOOK_EVERY, nanoTime);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("invoice.date.ahead", ahead)
        .description(
            "Seconds by which the date of the last invoice is ahead of this process's clock. 0 if"
                + " it is not ahead, NaN if unknown.")
        .baseUnit("seconds")
        .register(registry);
  }

  private double look() {
    try {
      Instant now = clock.instant();
      int year = workshop.yearOf(now);
      return Math.max(secondsAhead(year, now), secondsAhead(year + 1, now));
    } catch (RuntimeException unreadable) { // the value is unknown, whatever the cause
      LOG.atWarn().setCause(unreadable).log("Can't read the invoice numbers for their metric");
      return Double.NaN;
    }
  }

  /** With a resolution of milliseconds. */
  private double secondsAhead(int year, Instant now) {
    return invoices.numbers(workshop.series(), year).dateAheadOf(now).toMillis() / 1_000.0;
  }
}
