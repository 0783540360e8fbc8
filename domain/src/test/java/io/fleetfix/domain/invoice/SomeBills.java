package io.fleetfix.domain.invoice;

import io.fleetfix.domain.contact.Country;
import io.fleetfix.domain.contact.Language;
import io.fleetfix.domain.contact.PostalAddress;
import io.fleetfix.domain.contact.VatId;
import io.fleetfix.domain.mail.Mailing;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.quantity.Quantity;
import io.fleetfix.domain.quantity.Unit;
import io.fleetfix.domain.repair.Charge;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Item;
import io.fleetfix.domain.repair.LineKind;
import io.fleetfix.domain.repair.Part;
import io.fleetfix.domain.repair.SomeRepairs;
import io.fleetfix.domain.seller.Profile;
import io.fleetfix.domain.seller.Seller;
import io.fleetfix.domain.seller.TaxRules;
import io.fleetfix.domain.tax.Vat;
import io.fleetfix.domain.tax.VatCategory;
import io.fleetfix.domain.tax.VatRate;
import io.fleetfix.outbox.event.Version;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Customers, lines and invoices of a German workshop. */
final class SomeBills {
  static final InvoiceNumber NUMBER = new InvoiceNumber(new InvoiceSeries("INV"), 2025, 42);
  static final InvoiceNumber CREDIT = new InvoiceNumber(new InvoiceSeries("CN"), 2025, 7);
  static final Vat NINETEEN = vat("19");
  static final Vat SEVEN = vat("7");
  static final Vat REVERSE_CHARGE = Vat.none(VatCategory.REVERSE_CHARGE);
  static final PostalAddress BERLIN = address("DE", Optional.empty());
  static final Customer ADA =
      new Customer(
          "Ada Beispiel",
          Optional.empty(),
          Customer.Kind.PERSON,
          Optional.of(BERLIN),
          Optional.empty(),
          Optional.empty());
  static final Customer COMPANY =
      new Customer(
          "Fuhrpark Muster GmbH",
          Optional.empty(),
          Customer.Kind.COMPANY,
          Optional.of(BERLIN),
          Optional.of(new VatId("ATU12345678")),
          Optional.empty());
  static final Profile GERMAN = profile("DE", Optional.empty(), "19", "7");

  private SomeBills() {}

  static Profile profile(String country, Optional<String> region, String... rates) {
    Seller seller =
        new Seller(
            "Werkstatt Beispiel GmbH",
            address(country, region),
            Optional.of(new VatId("DE123456789")),
            Optional.empty(),
            Optional.of("ARD 00123456"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new Profile(
        seller,
        new TaxRules(Stream.of(rates).map(SomeBills::rate).toList(), false),
        Language.GERMAN);
  }

  private static PostalAddress address(String country, Optional<String> region) {
    return new PostalAddress(
        List.of("Musterstraße 1"), "10115", "Berlin", region, new Country(country));
  }

  private static VatRate rate(String percent) {
    return VatRate.parse("rate", percent);
  }

  static Vat vat(String percent) {
    return Vat.at(rate(percent));
  }

  static Money euros(String amount) {
    return Money.parse(amount, "EUR");
  }

  /** A line of one piece; a negative price makes it a discount. */
  static InvoiceLine line(String amount, String currency, Vat vat) {
    Money price = Money.parse(amount, currency);
    LineKind kind = price.isNegative() ? LineKind.DISCOUNT : LineKind.LABOUR;
    return new InvoiceLine(
        new Item(kind, "Brakes", Part.UNKNOWN, Quantity.ONE, Unit.ONE, price), vat);
  }

  static InvoiceLine line(String euros, Vat vat) {
    return line(euros, "EUR", vat);
  }

  static Charge charge(InvoiceLine line) {
    return new Charge(line.item(), Optional.of(line.vat()));
  }

  /** A valid invoice with these lines. */
  static Invoice invoice(InvoiceLine... lines) {
    return invoice(SomeRepairs.EUR, List.of(lines));
  }

  static Invoice invoice(Currency currency, List<InvoiceLine> lines) {
    return new Invoice(
        SomeRepairs.ID,
        1,
        Version.FIRST,
        NUMBER,
        Optional.of(GERMAN.seller()),
        Optional.empty(),
        lines,
        Totals.of(currency, lines),
        SomeRepairs.CLOSED_AT,
        SomeRepairs.LATER,
        Credits.NONE,
        Mailing.PENDING);
  }
}
