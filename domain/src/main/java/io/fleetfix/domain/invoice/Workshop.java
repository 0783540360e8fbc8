package io.fleetfix.domain.invoice;

import io.fleetfix.domain.repair.Charge;
import io.fleetfix.domain.seller.Profile;
import io.fleetfix.outbox.event.InvalidValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Optional;

/**
 * The settings of one workshop.
 *
 * @param currency of every price
 * @param zone determines the year of an invoice
 * @param series of its invoice numbers
 * @param creditSeries of the numbers of its credit notes
 * @param profile empty if documents are not meant as invoices, and say so
 */
public record Workshop(
    Currency currency,
    ZoneId zone,
    InvoiceSeries series,
    InvoiceSeries creditSeries,
    Optional<Profile> profile) {
  private static final InvoiceSeries CREDIT_NOTES = new InvoiceSeries("CN");

  /** Checks that invoices and credit notes can't have the same number. */
  public Workshop {
    if (series.equals(creditSeries)) {
      throw new InvalidValue("series", "must not be " + creditSeries + ", which credit notes have");
    }
  }

  /** A workshop without a profile. */
  public Workshop(Currency currency, ZoneId zone, InvoiceSeries series) {
    this(currency, zone, series, CREDIT_NOTES, Optional.empty());
  }

  /** The same workshop with a profile. */
  public Workshop with(Profile known) {
    return new Workshop(currency, zone, series, creditSeries, Optional.of(known));
  }

  public int yearOf(Instant time) {
    return time.atZone(zone).getYear();
  }

  /** When the year starts in the workshop's zone. */
  public Instant startOf(int year) {
    return LocalDate.of(year, Month.JANUARY, 1).atStartOfDay(zone).toInstant();
  }

  /**
   * Checks the VAT that a charge states.
   *
   * @throws InvalidValue if the workshop doesn't charge it, or has no profile
   */
  public Charge checked(Charge charge) {
    charge
        .vat()
        .ifPresent(
            vat ->
                profile
                    .orElseThrow(
                        () ->
                            new InvalidValue(
                                "vat", "must be left out: the workshop has no profile"))
                    .check(vat));
    return charge;
  }
}
