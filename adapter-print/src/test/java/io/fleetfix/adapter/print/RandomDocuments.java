package io.fleetfix.adapter.print;

import io.fleetfix.application.port.Letter;
import io.fleetfix.domain.contact.Country;
import io.fleetfix.domain.contact.Language;
import io.fleetfix.domain.contact.PostalAddress;
import io.fleetfix.domain.contact.VatId;
import io.fleetfix.domain.invoice.Crediting;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumber;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.quantity.Quantity;
import io.fleetfix.domain.quantity.Unit;
import io.fleetfix.domain.repair.Charge;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Item;
import io.fleetfix.domain.repair.LineKind;
import io.fleetfix.domain.repair.Part;
import io.fleetfix.domain.repair.Part.Condition;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.seller.Profile;
import io.fleetfix.domain.tax.Vat;
import io.fleetfix.domain.tax.VatCategory;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Documents with random contents, the same for the same seed. */
final class RandomDocuments {
  private static final List<String> WORDS =
      List.of(
          "Bremse",
          "Öl",
          "Straße",
          "clutch",
          "révision",
          "œuvre",
          "Łódź",
          "тормоз",
          "φρένο",
          "5W-30",
          "{0}",
          "%s",
          "<b>",
          "&amp;",
          "\\",
          "№",
          "№7",
          "–",
          "a/b",
          "(2)");

  private final SplittableRandom random;

  RandomDocuments(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** An invoice, or a credit note that takes all of one back. */
  Letter next() {
    Profile profile = any(List.of(Samples.GERMAN, Samples.BRITISH, Samples.CALIFORNIAN));
    String currency = any(List.of("EUR", "GBP", "USD", "JPY", "TND"));
    List<Charge> charges =
        IntStream.range(0, random.nextInt(1, 40))
            .mapToObj(i -> charge(profile, currency))
            .collect(Collectors.toCollection(ArrayList::new));
    Repair repair = Samples.repair(customer(), currency, charges);
    Instant at = Samples.ISSUED.plusSeconds(random.nextInt(400 * 86_400));
    Invoice invoice =
        Invoice.issue(
                repair,
                Optional.of(profile),
                new InvoiceNumber(
                    new InvoiceSeries("INV"), 2026, random.nextLong(1, 10_000_000_000L)),
                at)
            .state();
    Crediting crediting = Crediting.inFull(invoice);
    return random.nextInt(3) > 0 || crediting.refusal().isPresent()
        ? Letter.of(invoice, repair)
        : Letter.of(
            crediting
                .issue(
                    text(),
                    new InvoiceNumber(new InvoiceSeries("CN"), 2027, random.nextLong(1, 10_000)),
                    at.plusSeconds(random.nextInt(86_400 * 100)))
                .note()
                .state(),
            repair);
  }

  private Customer customer() {
    boolean company = random.nextBoolean();
    return new Customer(
        text(),
        Optional.empty(),
        company ? Customer.Kind.COMPANY : Customer.Kind.PERSON,
        Optional.of(
            new PostalAddress(
                IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(i -> text()).toList(),
                Integer.toString(random.nextInt(1000, 100_000)),
                text(),
                random.nextBoolean() ? Optional.empty() : Optional.of(text()),
                new Country(any(List.of("DE", "AT", "GB", "US", "FR", "JP"))))),
        company ? Optional.of(new VatId("ATU" + random.nextInt(1_000_000))) : Optional.empty(),
        Optional.of(any(List.of(Language.values()))));
  }

  private Charge charge(Profile profile, String currency) {
    LineKind kind = any(List.of(LineKind.values()));
    long price = random.nextLong(1, 1L << random.nextInt(1, 17));
    Item item =
        new Item(
            kind,
            text(),
            kind == LineKind.PART && random.nextBoolean() ? part() : Part.UNKNOWN,
            new Quantity(BigDecimal.valueOf(random.nextLong(1, 99_999), random.nextInt(4))),
            any(List.of(Unit.values())),
            new Money(kind.reduces() ? -price : price, Currency.getInstance(currency)));
    return new Charge(item, random.nextBoolean() ? Optional.empty() : Optional.of(vat(profile)));
  }

  private Part part() {
    return new Part(Optional.of(text()), Optional.of(any(List.of(Condition.values()))));
  }

  private Vat vat(Profile profile) {
    return switch (random.nextInt(4)) {
      case 0 -> Vat.none(VatCategory.REVERSE_CHARGE);
      case 1 -> Vat.none(VatCategory.EXEMPT);
      default -> Vat.at(any(profile.taxes().rates()));
    };
  }

  /** Ends with a number that hardly any other text has, so that no text is found by chance. */
  private String text() {
    return IntStream.rangeClosed(0, random.nextInt(random.nextInt(20) == 0 ? 60 : 6))
            .mapToObj(i -> any(WORDS))
            .collect(Collectors.joining(" "))
        + " "
        + random.nextInt(1_000_000, 10_000_000);
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
