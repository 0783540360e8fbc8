package io.fleetfix.application.invoice;

import io.fleetfix.application.port.Repairs;
import io.fleetfix.domain.invoice.Bill;
import io.fleetfix.domain.invoice.Correction;
import io.fleetfix.domain.invoice.Credits.Status;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceLine;
import io.fleetfix.domain.invoice.InvoiceNumbers.Taking.Taken;
import io.fleetfix.domain.invoice.Workshop;
import io.fleetfix.domain.repair.Charge;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.seller.Profile;
import io.fleetfix.domain.tax.Vat;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.ExecuteCommand;
import io.fleetfix.outbox.command.Outcome;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Decision;
import io.fleetfix.outbox.event.InvalidValue;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * Issues a further invoice for a repair, after the one before was credited in full. The invoice,
 * its number and its {@code InvoiceIssued} are committed together with a mark on the invoice
 * before, so that two requests at the same time issue one invoice.
 */
public record IssueFurtherInvoice(
    ExecuteCommand<Invoice, Refusal> command,
    Repairs repairs,
    FindDocuments documents,
    NumberCounters counters,
    ChargeCheck check,
    Workshop workshop) {
  /**
   * Issues one invoice. {@link Outcome.NotFound} if the repair has no invoice yet.
   *
   * @param customer who pays; empty for the customer of the invoice before
   * @param charges the lines; empty for those of the invoice before
   * @throws InvalidValue if a value is not allowed
   * @throws InvoiceDateAhead if no number can be taken
   */
  public Outcome<Invoice, Refusal> issue(
      RepairId id,
      Optional<Customer> customer,
      Optional<List<Charge>> charges,
      CommandOptions options) {
    check(customer, charges);
    return command.create(
        () -> documents.latest(id).map(latest -> decide(latest, bill(latest, customer, charges))),
        options);
  }

  private void check(Optional<Customer> customer, Optional<List<Charge>> charges) {
    customer.ifPresent(check.print()::check);
    charges.ifPresent(
        all -> {
          if (all.size() > Repair.MAX_WORK_LINES) {
            throw new InvalidValue("lines", "must be at most " + Repair.MAX_WORK_LINES);
          }
          for (int i = 0; i < all.size(); i++) {
            check("lines[" + i + "].", all.get(i));
          }
        });
  }

  private void check(String path, Charge charge) {
    try {
      check.checked(charge);
    } catch (InvalidValue invalid) {
      throw new InvalidValue(path + invalid.field(), invalid.problem());
    }
  }

  private Bill bill(Invoice latest, Optional<Customer> customer, Optional<List<Charge>> charges) {
    charges.ifPresent(all -> checkCurrency(all, latest.totals().currency()));
    return Bill.of(
        customer.or(latest::billTo).orElseGet(() -> repair(latest).customer()),
        charges.orElseGet(() -> latest.lines().stream().map(this::charge).toList()),
        latest.totals().currency(),
        workshop.profile());
  }

  private static void checkCurrency(List<Charge> charges, Currency currency) {
    for (int i = 0; i < charges.size(); i++) {
      if (!charges.get(i).item().unitPrice().currency().equals(currency)) {
        throw new InvalidValue("lines[" + i + "].price.currency", "must be " + currency);
      }
    }
  }

  private Repair repair(Invoice latest) {
    return repairs.find(latest.repairId()).orElseThrow();
  }

  /** What was issued without a profile states nothing about VAT: then the usual one counts. */
  private Charge charge(InvoiceLine line) {
    return new Charge(
        line.item(), Optional.of(line.vat()).filter(vat -> !vat.equals(Vat.NOT_STATED)));
  }

  private Decision<Invoice, Refusal> decide(Invoice latest, Bill bill) {
    if (latest.credits().status() != Status.CREDITED) {
      return new Decision.Refused<>(Refusal.STILL_VALID);
    }
    Optional<Refusal> refusal = bill.refusal(workshop.profile());
    if (refusal.isPresent()) {
      return new Decision.Refused<>(refusal.get());
    }
    Taken taken = counters.take(workshop.series(), 1);
    Invoice.Replaced replaced =
        latest.replace(
            bill,
            workshop.profile().map(Profile::seller),
            taken.numbers().newest(1).getFirst(),
            taken.issuedAt());
    return new Decision.Accepted<>(
        replaced.issued(),
        List.of(
            replaced.old(), Correction.of(replaced.issued().state()), Change.of(taken.numbers())));
  }
}
