package io.fleetfix.testing.contract;

import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static io.fleetfix.testing.fixture.Fixtures.opened;

import io.fleetfix.application.invoice.IssueCreditNote;
import io.fleetfix.application.invoice.IssueFurtherInvoice;
import io.fleetfix.application.invoice.NumberCounters;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.application.reaction.IssueInvoice;
import io.fleetfix.domain.contact.Country;
import io.fleetfix.domain.contact.Language;
import io.fleetfix.domain.contact.PostalAddress;
import io.fleetfix.domain.contact.VatId;
import io.fleetfix.domain.invoice.CreditNote;
import io.fleetfix.domain.invoice.Crediting;
import io.fleetfix.domain.invoice.DocumentId;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumber;
import io.fleetfix.domain.invoice.Workshop;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.quantity.Quantity;
import io.fleetfix.domain.quantity.Unit;
import io.fleetfix.domain.repair.Charge;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Item;
import io.fleetfix.domain.repair.LineId;
import io.fleetfix.domain.repair.LineKind;
import io.fleetfix.domain.repair.Part;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.WorkLine;
import io.fleetfix.domain.seller.BankAccount;
import io.fleetfix.domain.seller.Profile;
import io.fleetfix.domain.seller.Seller;
import io.fleetfix.domain.seller.TaxRules;
import io.fleetfix.domain.tax.Vat;
import io.fleetfix.domain.tax.VatRate;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.ExecuteCommand;
import io.fleetfix.outbox.command.Outcome;
import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.port.OutboxEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Issues the documents of repairs over a store, at a time that the test sets. */
public final class Bills implements InstantSource {
  /** A company whose every field is known. */
  public static final Customer COMPANY =
      company("Fahrschule Beispiel GmbH", "DE987654321", Language.GERMAN);

  public static final Customer OTHER_COMPANY =
      company("Beispiel Logistik GmbH", "DE987654322", Language.FRENCH);

  /** A German workshop whose profile has every field. */
  public static final Workshop GERMAN =
      WORKSHOP.with(
          new Profile(
              new Seller(
                  "Werkstatt Beispiel GmbH",
                  new PostalAddress(
                      List.of("Ringstraße 1", "Hof 2"),
                      "10115",
                      "Berlin",
                      Optional.of("Berlin"),
                      new Country("DE")),
                  Optional.of(new VatId("DE123456789")),
                  Optional.of("30/123/45678"),
                  Optional.of("HRB 12345 B"),
                  Optional.of("030 123456"),
                  Optional.of(
                      new BankAccount(
                          "Werkstatt Beispiel GmbH",
                          "DE89370400440532013000",
                          Optional.of("COBADEFFXXX"))),
                  Optional.of("Zahlbar innerhalb von 14 Tagen."),
                  Optional.of("Steuerfrei")),
              new TaxRules(List.of(VatRate.parse("r", "19"), VatRate.parse("r", "7")), false),
              Language.GERMAN));

  private final StorageUnderTest storage;
  private final UnitOfWork door;
  private final Workshop workshop;
  private final InstantSource clock;
  private Instant now;

  public Bills(StorageUnderTest storage, Workshop workshop) {
    this(storage, storage.unitOfWork(), workshop, NOON);
  }

  private Bills(StorageUnderTest storage, UnitOfWork door, Workshop workshop, Instant now) {
    this.storage = storage;
    this.door = door;
    this.workshop = workshop;
    this.now = now;
    this.clock = this;
  }

  /** With commits that pass through this door, and the time of this clock. */
  public Bills(StorageUnderTest storage, UnitOfWork door, Workshop workshop, InstantSource clock) {
    this.storage = storage;
    this.door = door;
    this.workshop = workshop;
    this.now = NOON;
    this.clock = clock;
  }

  private static Customer company(String name, String vatId, Language language) {
    return new Customer(
        name,
        new Customer(name, "office@example.com").email(),
        Customer.Kind.COMPANY,
        Optional.of(
            new PostalAddress(
                List.of("Allee 3"), "20095", "Hamburg", Optional.empty(), new Country("DE"))),
        Optional.of(new VatId(vatId)),
        Optional.of(language));
  }

  /** The same with commits that pass through this door. */
  public Bills through(UnitOfWork other) {
    return new Bills(storage, other, workshop, now);
  }

  @Override
  public Instant instant() {
    return now;
  }

  public Instant now() {
    return now;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  /** An invoice of {@link #GERMAN} with a line of each kind, which is not stored. */
  public static Invoice anInvoice(RepairId id) {
    Change<Repair> completed = changes(opened(id, NOON), NOON).getLast();
    InvoiceNumber number = new InvoiceNumber(GERMAN.series(), 2025, 42);
    return Invoice.issue(completed.state(), GERMAN.profile(), number, NOON).state();
  }

  /** A completed repair with a line of each kind, for {@link #COMPANY}. */
  public RepairId completed() {
    List<Change<Repair>> changes = changes(opened(), now);
    changes.forEach(door::commit);
    return changes.getLast().state().id();
  }

  private static List<Change<Repair>> changes(Change<Repair> opened, Instant completedAt) {
    List<Change<Repair>> changes = new ArrayList<>(List.of(opened));
    changes.add(accepted(opened.state().changeCustomer(COMPANY)));
    for (Charge charge : charges()) {
      LineId id = new LineId("L-" + changes.size());
      changes.add(accepted(changes.getLast().state().addWork(new WorkLine(id, charge))));
    }
    changes.add(accepted(changes.getLast().state().complete(completedAt)));
    return changes;
  }

  private static List<Charge> charges() {
    Vat reduced = Vat.at(VatRate.parse("r", "7"));
    return List.of(
        charge(LineKind.LABOUR, "Diagnosis", Part.UNKNOWN, "1.25", Unit.HOUR, 9_600),
        new Charge(
            charge(LineKind.PART, "Brake disc", rebuilt(), "2", Unit.PIECE, 4_999).item(),
            Optional.of(reduced)),
        charge(LineKind.DISCOUNT, "Regular customer", Part.UNKNOWN, "1", Unit.ONE, -1_001),
        new Charge(
            charge(LineKind.GOODWILL, "Late", Part.UNKNOWN, "1", Unit.ONE, -501).item(),
            Optional.of(reduced)));
  }

  private static Part rebuilt() {
    return new Part(Optional.of("0 986 479"), Optional.of(Part.Condition.REBUILT));
  }

  private static Charge charge(
      LineKind kind, String description, Part part, String quantity, Unit unit, int price) {
    Money unitPrice = new Money(price, WORKSHOP.currency());
    return new Charge(
        new Item(kind, description, part, Quantity.parse(quantity), unit, unitPrice),
        Optional.empty());
  }

  /** Issues the repair's first invoice, and checks that it is stored as it was issued. */
  public Invoice invoiced(RepairId id) {
    Repair repair = storage.repairs().find(id).orElseThrow();
    new IssueInvoice(storage.repairs(), storage.invoices(), storage.ledger(), door, workshop, this)
        .on(OutboxEntry.of(repair.closingEvent().orElseThrow()));
    return storage.invoices().find(id).orElseThrow();
  }

  /** Credits a part of the latest invoice. */
  public CreditNote credited(RepairId id, List<Crediting.Part> parts) {
    return done(credit(id, Optional.of(parts), CommandOptions.NONE));
  }

  /** Credits all that is left of the latest invoice. */
  public CreditNote creditedInFull(RepairId id) {
    return done(credit(id, Optional.empty(), CommandOptions.NONE));
  }

  public Outcome<CreditNote, Refusal> credit(
      RepairId id, Optional<List<Crediting.Part>> parts, CommandOptions options) {
    ExecuteCommand<CreditNote, Refusal> command =
        new ExecuteCommand<>(
            document ->
                DocumentId.parse(document)
                    .flatMap(storage.invoices()::find)
                    .map(CreditNote.class::cast),
            storage.requests(),
            door,
            clock);
    return new IssueCreditNote(command, storage.documents(), counters(), AnyText.PRINT, workshop)
        .credit(id, parts, "Wrong customer", options);
  }

  /** Issues a further invoice. */
  public Invoice reissued(RepairId id, Optional<Customer> customer) {
    return done(reissue(id, customer, CommandOptions.NONE));
  }

  public Outcome<Invoice, Refusal> reissue(
      RepairId id, Optional<Customer> customer, CommandOptions options) {
    ExecuteCommand<Invoice, Refusal> command =
        new ExecuteCommand<>(
            document ->
                DocumentId.parse(document)
                    .flatMap(storage.invoices()::find)
                    .map(Invoice.class::cast),
            storage.requests(),
            door,
            clock);
    return new IssueFurtherInvoice(
            command,
            storage.repairs(),
            storage.documents(),
            counters(),
            AnyText.charge(workshop),
            workshop)
        .issue(id, customer, Optional.empty(), options);
  }

  private NumberCounters counters() {
    return new NumberCounters(storage.invoices(), workshop, clock);
  }

  private static <A extends Aggregate> A done(Outcome<A, Refusal> outcome) {
    if (outcome instanceof Outcome.Done<A, Refusal>(A state)) {
      return state;
    }
    throw new AssertionError("Expected a document, but got " + outcome);
  }
}
