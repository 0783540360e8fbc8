package io.fleetfix.domain.invoice;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.util.Currency;

/**
 * The settings of one workshop.
 *
 * @param currency of every price
 * @param zone determines the year of an invoice
 * @param series of its invoice numbers
 */
public record Workshop(Currency currency, ZoneId zone, InvoiceSeries series) {
  public int yearOf(Instant time) {
    return time.atZone(zone).getYear();
  }

  /** When the year starts in the workshop's zone. */
  public Instant startOf(int year) {
    return LocalDate.of(year, Month.JANUARY, 1).atStartOfDay(zone).toInstant();
  }
}
