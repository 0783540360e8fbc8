package io.fleetfix.bootstrap.metrics;

import io.fleetfix.application.port.Invoices;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.mail.MailList;
import io.fleetfix.outbox.paging.ListPosition;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The mails with invoices that an operator may have to look after, from samples. */
public final class MailGauges implements MeterBinder {
  /** A mail that is sent at its first or second attempt does not show up. */
  private static final Duration USUAL = Duration.ofMinutes(15);

  private static final Duration SAMPLE_EVERY = Duration.ofMinutes(1);

  /** The rows are read, so there is a limit. */
  private static final int MOST_COUNTED = 50;

  /** Sorts before the id of every repair at the same time. */
  private static final String BEFORE_ALL = "-";

  private final Invoices invoices;
  private final InstantSource clock;
  private final Sampled<Counts> counts;

  private record Counts(long unsent, long refused) {}

  public MailGauges(Invoices invoices, InstantSource clock, LongSupplier nanoTime) {
    this.invoices = invoices;
    this.clock = clock;
    this.counts = new Sampled<>(this::count, SAMPLE_EVERY, nanoTime);
  }

  /** What the gauges report. A loop has to take its samples. */
  public Sampled<?> counts() {
    return counts;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge("invoice.mails.unsent", Counts::unsent)
        .description(
            "Number of invoices whose mail has been unsent for more than 15 minutes. Exact up to"
                + " 50, then a lower bound. NaN if unknown.")
        .register(registry);
    gauge("invoice.mails.refused", Counts::refused)
        .description(
            "Number of invoices whose mail was refused for good or is undeliverable, until it is"
                + " requested again. Exact up to 50, then a lower bound. NaN if unknown.")
        .register(registry);
  }

  private Gauge.Builder<?> gauge(String name, ToDoubleFunction<Counts> value) {
    return Gauge.builder(name, () -> counts.value().map(value::applyAsDouble).orElse(Double.NaN));
  }

  private Counts count() {
    Instant before = clock.instant().minus(USUAL);
    return new Counts(
        count(MailList.UNSENT, new ListPosition(before, BEFORE_ALL).cursor()),
        count(MailList.UNDELIVERABLE, null) + count(MailList.REFUSED, null));
  }

  /** A page of large documents ends early. */
  private long count(MailList list, @Nullable String after) {
    long count = 0;
    @Nullable String cursor = after;
    do {
      Page<Document> page = invoices.list(list, new PageRequest(MOST_COUNTED, cursor));
      count += page.items().size();
      cursor = page.nextCursor();
    } while (cursor != null && count < MOST_COUNTED);
    return Math.min(count, MOST_COUNTED);
  }
}
