package io.fleetfix.domain.seller;

import io.fleetfix.domain.contact.Country;
import io.fleetfix.domain.contact.PostalAddress;
import io.fleetfix.domain.money.Money;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** The law that says what a workshop's invoices must show. */
public enum Jurisdiction {
  /** Directive 2006/112/EC, articles 226 and 226b, and the limits of articles 220a and 238. */
  EUROPEAN_UNION,
  /** The Value Added Tax Regulations 1995, regulations 14 and 16. */
  UNITED_KINGDOM,
  /** 16 California Code of Regulations, section 3356. */
  CALIFORNIA;

  /** The law at the workshop's address; empty where it is not known here. */
  public static Optional<Jurisdiction> of(PostalAddress address) {
    Country country = address.country();
    if (country.isInEuropeanUnion()) {
      return Optional.of(EUROPEAN_UNION);
    }
    return switch (country.code()) {
      case "GB" -> Optional.of(UNITED_KINGDOM);
      case "US" -> address.region().filter(region -> region.equals("CA")).map(state -> CALIFORNIA);
      default -> Optional.empty();
    };
  }

  /** The fields that invoices of this seller must show, but its profile lacks. */
  public List<String> missing(Seller seller, TaxRules taxes) {
    List<String> missing = new ArrayList<>();
    switch (this) {
      case EUROPEAN_UNION -> {
        if (!hasTaxId(seller, taxes)) {
          missing.add(allowsTaxNumber(seller, taxes) ? "vatId or taxNumber" : "vatId");
        }
      }
      case UNITED_KINGDOM -> {
        if (seller.vatId().isEmpty() && !taxes.smallEntrepreneur()) {
          missing.add("vatId");
        }
      }
      case CALIFORNIA -> {
        if (seller.registration().isEmpty()) {
          missing.add("registration");
        }
      }
    }
    return missing;
  }

  private static boolean hasTaxId(Seller seller, TaxRules taxes) {
    return seller.vatId().isPresent()
        || (seller.taxNumber().isPresent() && allowsTaxNumber(seller, taxes));
  }

  /** Germany: section 14 (4) 2 UStG. A small entrepreneur need not have a VAT id anywhere. */
  private static boolean allowsTaxNumber(Seller seller, TaxRules taxes) {
    return taxes.smallEntrepreneur() || seller.address().country().code().equals("DE");
  }

  /**
   * The total up to which an invoice need not show who the customer is. Empty if the law has no
   * limit, or none in this currency.
   */
  public Optional<Money> simplifiedUpTo(Seller seller, Currency currency) {
    String limit =
        switch (this) {
          case EUROPEAN_UNION ->
              switch (seller.address().country().code()) {
                case "DE" -> "EUR 250";
                case "AT" -> "EUR 400";
                case "FR" -> "EUR 150";
                default -> "EUR 100";
              };
          case UNITED_KINGDOM -> "GBP 250";
          case CALIFORNIA -> "";
        };
    return limit.startsWith(currency.getCurrencyCode())
        ? Optional.of(Money.parse(limit.substring(4) + ".00", currency.getCurrencyCode()))
        : Optional.empty();
  }
}
