package io.fleetfix.domain.seller;

import io.fleetfix.domain.tax.Vat;
import io.fleetfix.domain.tax.VatCategory;
import io.fleetfix.domain.tax.VatRate;
import io.fleetfix.outbox.event.InvalidValue;
import java.util.List;

/**
 * What VAT the workshop charges.
 *
 * @param rates the rates that lines can have, the usual one first; none for a small entrepreneur
 */
public record TaxRules(List<VatRate> rates, boolean smallEntrepreneur) {
  private static final String CATEGORY = "vat.category";

  public TaxRules {
    rates = List.copyOf(rates);
    if (smallEntrepreneur != rates.isEmpty()) {
      throw new InvalidValue(
          "taxes.rates", "must have at least one rate, or none for a small entrepreneur");
    }
  }

  /** The VAT of a line that states none. */
  public Vat usual() {
    return smallEntrepreneur ? Vat.none(VatCategory.SMALL_ENTREPRENEUR) : Vat.at(rates.getFirst());
  }

  /**
   * Checks category and rate.
   *
   * @throws InvalidValue if the workshop doesn't charge it
   */
  void check(Vat vat) {
    if (smallEntrepreneur != (vat.category() == VatCategory.SMALL_ENTREPRENEUR)) {
      throw new InvalidValue(
          CATEGORY,
          smallEntrepreneur
              ? "must be SMALL_ENTREPRENEUR, which the workshop is"
              : "must not be SMALL_ENTREPRENEUR, which the workshop is not");
    }
    switch (vat.category()) {
      case STANDARD, ZERO -> checkRate(vat.rate());
      case NOT_STATED -> throw new InvalidValue(CATEGORY, "must be one that can be on an invoice");
      case EXEMPT, REVERSE_CHARGE, SMALL_ENTREPRENEUR -> {}
    }
  }

  private void checkRate(VatRate rate) {
    if (!rates.contains(rate)) {
      throw new InvalidValue("vat.rate", "must be a rate of the workshop's profile: " + rates);
    }
  }
}
