package io.fleetfix.application.invoice;

import io.fleetfix.application.port.Invoices;
import io.fleetfix.domain.invoice.InvoiceNumbers;
import io.fleetfix.domain.invoice.InvoiceNumbers.Taking.Taken;
import io.fleetfix.domain.invoice.InvoiceNumbers.Taking.TooFarAhead;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.invoice.Workshop;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes numbers of invoices and credit notes from the counter of the current year. */
public record NumberCounters(Invoices invoices, Workshop workshop, InstantSource clock) {
  private static final Logger LOG = LoggerFactory.getLogger(NumberCounters.class);

  /**
   * Takes numbers. The counter must be committed together with the documents. Reads the clock on
   * each call: before a further attempt, the year may have ended.
   *
   * @throws InvoiceDateAhead if the counter's last date is more than {@link
   *     InvoiceNumbers#MAX_AHEAD} ahead of the clock
   */
  public Taken take(InvoiceSeries series, int count) {
    Instant now = clock.instant();
    InvoiceNumbers numbers = invoices.numbers(series, workshop.yearOf(now));
    return switch (numbers.take(count, now, workshop)) {
      case Taken taken -> taken;
      case TooFarAhead(Instant lastDate, Instant at) -> {
        InvoiceDateAhead ahead = new InvoiceDateAhead(numbers.aggregateId(), lastDate, at);
        LOG.atError()
            .setCause(ahead)
            .addKeyValue("series", numbers.series())
            .addKeyValue("year", numbers.year())
            .addKeyValue("lastDate", lastDate)
            .addKeyValue("now", at)
            .log("No invoice is issued: the last one's date is too far ahead of this clock");
        throw ahead;
      }
    };
  }
}
