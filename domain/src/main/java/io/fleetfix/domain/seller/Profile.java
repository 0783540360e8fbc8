package io.fleetfix.domain.seller;

import io.fleetfix.domain.contact.Language;
import io.fleetfix.domain.tax.Vat;
import io.fleetfix.domain.tax.VatCategory;
import io.fleetfix.outbox.event.InvalidValue;
import java.util.List;

/**
 * What makes the workshop's documents invoices: who sells, under which law, with which VAT.
 *
 * @param language of documents for customers who have stated none
 */
public record Profile(Seller seller, TaxRules taxes, Language language) {
  /** Checks that invoices of this seller can show what the law wants. */
  public Profile {
    Jurisdiction law =
        Jurisdiction.of(seller.address())
            .orElseThrow(
                () ->
                    new InvalidValue(
                        "address.country",
                        "must be in the European Union, GB, or US with the region CA: it is not"
                            + " known here what an invoice must show elsewhere"));
    List<String> missing = law.missing(seller, taxes);
    if (!missing.isEmpty()) {
      throw new InvalidValue(
          missing.getFirst(), "is missing, and invoices must show it (" + law + ")");
    }
  }

  /**
   * Checks the VAT that a line states.
   *
   * @throws InvalidValue if the workshop doesn't charge it
   */
  public void check(Vat vat) {
    taxes.check(vat);
    if (vat.category() == VatCategory.EXEMPT && seller.exemption().isEmpty()) {
      throw new InvalidValue(
          "vat.category", "must not be EXEMPT unless the workshop's profile has the reason");
    }
    if (vat.category() == VatCategory.REVERSE_CHARGE && seller.vatId().isEmpty()) {
      throw new InvalidValue(
          "vat.category", "must not be REVERSE_CHARGE unless the workshop has a VAT id");
    }
  }

  public Jurisdiction law() {
    return Jurisdiction.of(seller.address()).orElseThrow();
  }
}
