package io.fleetfix.application.invoice;

import static io.fleetfix.application.SomeRepairs.ANY_PRINT;

import io.fleetfix.application.EffectStore;
import io.fleetfix.application.SomeRepairs;
import io.fleetfix.application.reaction.IssueInvoice;
import io.fleetfix.domain.invoice.CreditNote;
import io.fleetfix.domain.invoice.Crediting;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.DocumentId;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.Workshop;
import io.fleetfix.domain.repair.Charge;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.ExecuteCommand;
import io.fleetfix.outbox.command.IdempotencyKey;
import io.fleetfix.outbox.command.IdempotentRequest;
import io.fleetfix.outbox.command.Outcome;
import io.fleetfix.outbox.command.RequestHash;
import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.testing.fixture.Charges;
import io.fleetfix.testing.fixture.Customers;
import io.fleetfix.testing.fixture.Sellers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where invoices are issued and corrected. */
final class Office {
  static final RepairId ID = SomeRepairs.ID;
  static final Instant NOW = Instant.parse("2025-11-13T07:00:00.000Z");

  final EffectStore store = new EffectStore();
  final FindDocuments documents = new FindDocuments(store.invoices());
  Workshop workshop = Sellers.germanWorkshop();
  Instant now = NOW;

  /** The first invoice of a repair with one line of each kind. */
  Invoice issue(RepairId id) {
    return issue(id, Customers.PERSON, Charges.ALL);
  }

  Invoice issue(RepairId id, Customer customer, List<Charge> charges) {
    Repair completed = Charges.completed(id, customer, charges);
    store.put(completed);
    new IssueInvoice(store.repairs(), store.invoices(), store.ledger(), store, workshop, () -> now)
        .on(SomeRepairs.eventOf(completed));
    return documents.latest(id).orElseThrow();
  }

  Outcome<CreditNote, Refusal> credit(RepairId id) {
    return credit(id, Optional.empty(), CommandOptions.NONE);
  }

  Outcome<CreditNote, Refusal> credit(
      RepairId id, Optional<List<Crediting.Part>> parts, CommandOptions options) {
    return new IssueCreditNote(
            command(CreditNote.class), documents, counters(), ANY_PRINT, workshop)
        .credit(id, parts, "Wrong vehicle", options);
  }

  Outcome<Invoice, Refusal> issueFurther(RepairId id) {
    return issueFurther(id, Optional.empty(), Optional.empty(), CommandOptions.NONE);
  }

  Outcome<Invoice, Refusal> issueFurther(
      RepairId id,
      Optional<Customer> customer,
      Optional<List<Charge>> charges,
      CommandOptions options) {
    return new IssueFurtherInvoice(
            command(Invoice.class),
            store.repairs(),
            documents,
            counters(),
            new ChargeCheck(workshop, ANY_PRINT),
            workshop)
        .issue(id, customer, charges, options);
  }

  private NumberCounters counters() {
    return new NumberCounters(store.invoices(), workshop, () -> now);
  }

  private <D extends Document> ExecuteCommand<D, Refusal> command(Class<D> type) {
    return new ExecuteCommand<>(
        id -> DocumentId.parse(id).flatMap(store.invoices()::find).map(type::cast),
        store,
        store,
        () -> now);
  }

  /** The state of an accepted command. */
  static <A extends Aggregate> A done(Outcome<A, Refusal> outcome) {
    if (outcome instanceof Outcome.Done<A, Refusal>(A state)) {
      return state;
    }
    throw new AssertionError("Not done, but " + outcome);
  }

  /** A request that takes effect once. */
  static CommandOptions once(String key, char what) {
    return CommandOptions.once(
        new IdempotentRequest(
            "front desk",
            new IdempotencyKey(key),
            new RequestHash(Character.toString(what).repeat(64))));
  }
}
