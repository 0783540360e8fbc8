package io.fleetfix.domain.seller;

import io.fleetfix.domain.contact.Country;
import io.fleetfix.domain.contact.Language;
import io.fleetfix.domain.contact.PostalAddress;
import io.fleetfix.domain.contact.VatId;
import io.fleetfix.domain.tax.VatRate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Sellers and tax rules for tests. */
final class Sellers {
  static final TaxRules SMALL = new TaxRules(List.of(), true);

  private Sellers() {}

  /** In this country, optionally with a region behind a hyphen, as in {@code US-CA}. */
  static PostalAddress address(String place) {
    Optional<String> region = Optional.of(place).filter(each -> each.length() > 2);
    return new PostalAddress(
        List.of("Ringstr. 1"),
        "10115",
        "Town",
        region.map(each -> each.substring(3)),
        new Country(place.substring(0, 2)));
  }

  /** A seller without what some law wants. */
  static Seller in(String place) {
    return with(place, "", "", "", "");
  }

  /** Empty texts stand for what is missing. */
  static Seller with(
      String place, String vatId, String taxNumber, String registration, String exemption) {
    return new Seller(
        "Ring Garage GmbH",
        address(place),
        stated(vatId).map(VatId::new),
        stated(taxNumber),
        stated(registration),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        stated(exemption));
  }

  static TaxRules rates(String... rates) {
    return new TaxRules(Stream.of(rates).map(rate -> VatRate.parse("rates", rate)).toList(), false);
  }

  static Profile profile(Seller seller, TaxRules taxes) {
    return new Profile(seller, taxes, Language.ENGLISH);
  }

  private static Optional<String> stated(String text) {
    return Optional.of(text).filter(each -> !each.isEmpty());
  }
}
