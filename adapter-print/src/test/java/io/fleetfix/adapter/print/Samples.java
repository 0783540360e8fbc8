package io.fleetfix.adapter.print;

import io.fleetfix.application.port.Letter;
import io.fleetfix.application.port.Sender;
import io.fleetfix.domain.contact.Country;
import io.fleetfix.domain.contact.EmailAddress;
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
import io.fleetfix.domain.repair.LineId;
import io.fleetfix.domain.repair.LineKind;
import io.fleetfix.domain.repair.Part;
import io.fleetfix.domain.repair.Part.Condition;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.RepairState;
import io.fleetfix.domain.repair.Vehicle;
import io.fleetfix.domain.repair.WorkLine;
import io.fleetfix.domain.seller.BankAccount;
import io.fleetfix.domain.seller.Profile;
import io.fleetfix.domain.seller.Seller;
import io.fleetfix.domain.seller.TaxRules;
import io.fleetfix.domain.tax.Vat;
import io.fleetfix.domain.tax.VatCategory;
import io.fleetfix.domain.tax.VatRate;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Sample documents: always the same, so that their texts can be compared with files. */
final class Samples {
  static final Sender SENDER = new Sender("Garage Example", "garage@example.com");
  static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  static final Instant SUPPLIED = Instant.parse("2025-12-30T15:00:00.000Z");
  static final Instant ISSUED = Instant.parse("2026-01-02T09:00:00.000Z");
  static final Vehicle GOLF = new Vehicle("B-FF 123", "VW", "Golf");

  static final Seller BERLIN =
      new Seller(
          "Kfz-Werkstatt Müller GmbH",
          address("DE", "10115", "Berlin", "Invalidenstraße 42"),
          Optional.of(new VatId("DE123456789")),
          Optional.of("30/123/45678"),
          Optional.of("HRB 12345 B, Amtsgericht Charlottenburg"),
          Optional.of("Telefon 030 1234567"),
          Optional.of(
              new BankAccount(
                  "Kfz-Werkstatt Müller GmbH",
                  "DE89370400440532013000",
                  Optional.of("COBADEFFXXX"))),
          Optional.of("Zahlbar innerhalb von 14 Tagen ohne Abzug"),
          Optional.of("§ 4 Nr. 8 UStG"));

  static final Profile GERMAN = new Profile(BERLIN, rates("19", "7"), Language.GERMAN);

  static final Profile BRITISH =
      new Profile(
          new Seller(
              "Harbour Motors Ltd",
              address("GB", "BS1 4QA", "Bristol", "Unit 3", "18 Quay Street"),
              Optional.of(new VatId("GB123456789")),
              Optional.empty(),
              Optional.of("Company no. 01234567"),
              Optional.of("0117 496 0000"),
              Optional.of(
                  new BankAccount("Harbour Motors Ltd", "12-34-56 12345678", Optional.empty())),
              Optional.of("Payable within 30 days"),
              Optional.empty()),
          rates("20", "0"),
          Language.ENGLISH);

  static final Profile CALIFORNIAN =
      new Profile(
          new Seller(
              "Golden Gate Auto Repair, Inc.",
              new PostalAddress(
                  List.of("500 Market Street"),
                  "94105",
                  "San Francisco",
                  Optional.of("CA"),
                  new Country("US")),
              Optional.empty(),
              Optional.empty(),
              Optional.of("ARD 123456"),
              Optional.of("(415) 555-0100"),
              Optional.empty(),
              Optional.of("Due on receipt"),
              Optional.empty()),
          rates("8.625", "0"),
          Language.ENGLISH);

  static final Profile SMALL =
      new Profile(
          new Seller(
              "Garage Dupont",
              address("FR", "69003", "Lyon", "5 rue de Bonnel"),
              Optional.empty(),
              Optional.of("12 345 678 901"),
              Optional.of("SIREN 123 456 789"),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty()),
          new TaxRules(List.of(), true),
          Language.FRENCH);

  private static final InvoiceSeries INVOICES = new InvoiceSeries("INV");
  private static final InvoiceSeries CREDIT_NOTES = new InvoiceSeries("CN");

  private Samples() {}

  static PostalAddress address(String country, String code, String city, String... lines) {
    return new PostalAddress(List.of(lines), code, city, Optional.empty(), new Country(country));
  }

  private static TaxRules rates(String... rates) {
    return new TaxRules(
        Arrays.stream(rates).map(rate -> VatRate.parse("rate", rate)).toList(), false);
  }

  static Customer person(String name, Language language, PostalAddress address) {
    return new Customer(
        name,
        Optional.of(new EmailAddress("ada@example.com")),
        Customer.Kind.PERSON,
        Optional.of(address),
        Optional.empty(),
        Optional.of(language));
  }

  static Charge charge(
      LineKind kind, String description, Part part, String quantity, Unit unit, String price) {
    return charge(kind, description, part, quantity, unit, price, "EUR");
  }

  static Charge charge(
      LineKind kind,
      String description,
      Part part,
      String quantity,
      Unit unit,
      String price,
      String currency) {
    return new Charge(
        new Item(
            kind, description, part, Quantity.parse(quantity), unit, Money.parse(price, currency)),
        Optional.empty());
  }

  static Charge with(Charge charge, Vat vat) {
    return new Charge(charge.item(), Optional.of(vat));
  }

  static Vat rate(String rate) {
    return Vat.at(VatRate.parse("rate", rate));
  }

  static Part part(String number, Condition condition) {
    return new Part(Optional.of(number), Optional.of(condition));
  }

  /** A completed repair, with an id that depends on nothing. */
  static Repair repair(Customer customer, String currency, List<Charge> charges) {
    SplittableRandom random = new SplittableRandom(1);
    return new Repair(
        new RepairId("R-123"),
        new Version(3),
        Currency.getInstance(currency),
        new RepairState.Completed(SUPPLIED),
        GOLF,
        customer,
        "Squeals",
        charges.stream().map(charge -> new WorkLine(LineId.random(random), charge)).toList(),
        SUPPLIED);
  }

  static Letter invoice(Repair repair, Optional<Profile> profile) {
    return Letter.of(
        Invoice.issue(repair, profile, new InvoiceNumber(INVOICES, 2026, 42), ISSUED).state(),
        repair);
  }

  static Repair germanRepair() {
    return repair(
        person(
            "Ada Beispiel",
            Language.GERMAN,
            address("DE", "12043", "Berlin", "Karl-Marx-Straße 7", "Hinterhaus")),
        "EUR",
        List.of(
            charge(
                LineKind.LABOUR, "Bremsen vorn erneuern", Part.UNKNOWN, "2.5", Unit.HOUR, "95.00"),
            charge(
                LineKind.PART,
                "Bremsscheiben vorn, belüftet",
                part("1K0 615 301 T", Condition.NEW),
                "2",
                Unit.PIECE,
                "612.40"),
            with(
                charge(
                    LineKind.PART,
                    "Reparaturleitfaden (Buch)",
                    new Part(Optional.of("978-3-00-000000-1"), Optional.empty()),
                    "1",
                    Unit.PIECE,
                    "28.04"),
                rate("7")),
            charge(LineKind.DISCOUNT, "Stammkundenrabatt", Part.UNKNOWN, "1", Unit.ONE, "-50.00")));
  }

  static Letter german() {
    return invoice(germanRepair(), Optional.of(GERMAN));
  }

  static Letter creditNote() {
    Repair repair = germanRepair();
    Invoice invoice = (Invoice) invoice(repair, Optional.of(GERMAN)).document();
    Crediting crediting =
        new Crediting(invoice, List.of(new Crediting.Part(2, Money.parse("612.40", "EUR"))));
    return Letter.of(
        crediting
            .issue(
                "Nur eine Bremsscheibe eingebaut",
                new InvoiceNumber(CREDIT_NOTES, 2026, 1),
                ISSUED.plusSeconds(86_400))
            .note()
            .state(),
        repair);
  }

  static Letter british() {
    return invoice(
        repair(
            person(
                "Ada Example",
                Language.ENGLISH,
                address("GB", "BS8 1TH", "Bristol", "Flat 2", "9 Park Row")),
            "GBP",
            List.of(
                charge(
                    LineKind.LABOUR,
                    "Replace clutch",
                    Part.UNKNOWN,
                    "6.25",
                    Unit.HOUR,
                    "78.50",
                    "GBP"),
                charge(
                    LineKind.PART,
                    "Clutch kit",
                    part("CK-9921", Condition.RECONDITIONED),
                    "1",
                    Unit.SET,
                    "1240.00",
                    "GBP"),
                with(
                    charge(
                        LineKind.PART, "Child seat", Part.UNKNOWN, "1", Unit.PIECE, "89.00", "GBP"),
                    rate("0")))),
        Optional.of(BRITISH));
  }

  static Letter reverseCharge() {
    Customer company =
        new Customer(
            "Alpenflotte Logistik GmbH",
            Optional.empty(),
            Customer.Kind.COMPANY,
            Optional.of(address("AT", "6020", "Innsbruck", "Museumstraße 1")),
            Optional.of(new VatId("ATU12345678")),
            Optional.of(Language.GERMAN));
    Vat reverse = Vat.none(VatCategory.REVERSE_CHARGE);
    return invoice(
        repair(
            company,
            "EUR",
            List.of(
                with(
                    charge(
                        LineKind.LABOUR,
                        "Getriebe instand setzen",
                        Part.UNKNOWN,
                        "8",
                        Unit.HOUR,
                        "110.00"),
                    reverse),
                with(
                    charge(
                        LineKind.PART,
                        "Getriebeöl",
                        part("G 052 182 A2", Condition.NEW),
                        "5.5",
                        Unit.LITRE,
                        "21.90"),
                    reverse))),
        Optional.of(GERMAN));
  }

  static Letter californian() {
    return invoice(
        repair(
            person(
                "Ada Example",
                Language.ENGLISH,
                new PostalAddress(
                    List.of("12 Castro Street"),
                    "94114",
                    "San Francisco",
                    Optional.of("CA"),
                    new Country("US"))),
            "USD",
            List.of(
                with(
                    charge(
                        LineKind.LABOUR,
                        "Replace alternator",
                        Part.UNKNOWN,
                        "1.5",
                        Unit.HOUR,
                        "180.00",
                        "USD"),
                    rate("0")),
                charge(
                    LineKind.PART,
                    "Alternator",
                    part("ALT-7781", Condition.REBUILT),
                    "1",
                    Unit.PIECE,
                    "349.99",
                    "USD"))),
        Optional.of(CALIFORNIAN));
  }

  static Letter small() {
    return invoice(
        repair(
            person(
                "Amélie Exemple", Language.FRENCH, address("FR", "75011", "Paris", "3 rue Keller")),
            "EUR",
            List.of(
                charge(
                    LineKind.LABOUR,
                    "Remplacement de l'embrayage",
                    Part.UNKNOWN,
                    "12.25",
                    Unit.HOUR,
                    "96.00"))),
        Optional.of(SMALL));
  }

  /** Without a profile. */
  static Letter notAnInvoice(Customer customer, String... work) {
    return invoice(
        repair(
            customer,
            "EUR",
            Arrays.stream(work)
                .map(text -> charge(LineKind.LABOUR, text, Part.UNKNOWN, "1", Unit.ONE, "120.00"))
                .toList()),
        Optional.empty());
  }

  static Letter notAnInvoice() {
    return notAnInvoice(
        new Customer("Ada Example", "ada@example.com"),
        "Brake pads, front",
        "Καθαρισμός, чистка, ניקוי, تنظيف 🚗");
  }

  static Letter long200() {
    return notAnInvoice(
        new Customer("Ada Example", Optional.empty()),
        IntStream.rangeClosed(1, Repair.MAX_WORK_LINES)
            .mapToObj(i -> "Piece " + i + " of work")
            .toArray(String[]::new));
  }
}
