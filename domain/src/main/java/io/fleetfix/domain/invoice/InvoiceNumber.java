package io.fleetfix.domain.invoice;

import io.fleetfix.outbox.event.InvalidValue;
import java.util.Locale;

/**
 * An invoice number. Tax offices expect the numbers to have no gaps.
 *
 * @param year in the workshop's zone
 * @param number from 1, consecutive within series and year
 */
public record InvoiceNumber(InvoiceSeries series, int year, long number) {
  public InvoiceNumber {
    if (number < 1) {
      throw new InvalidValue("number", "must be at least 1");
    }
  }

  /** For example {@code INV-2026-000042}; numbers above 999,999 have more digits. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s-%d-%06d", series, year, number);
  }
}
