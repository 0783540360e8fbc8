package io.fleetfix.application.invoice;

import io.fleetfix.domain.invoice.Correction;
import io.fleetfix.domain.invoice.CreditNote;
import io.fleetfix.domain.invoice.Crediting;
import io.fleetfix.domain.invoice.Crediting.Credited;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumbers.Taking.Taken;
import io.fleetfix.domain.invoice.Workshop;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.text.TextRules;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.ExecuteCommand;
import io.fleetfix.outbox.command.Outcome;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Decision;
import java.util.List;
import java.util.Optional;

/**
 * Takes back a repair's latest invoice, or a part of it. The credit note, its number, its {@code
 * CreditNoteIssued} and what is left of the invoice are committed together.
 */
public record IssueCreditNote(
    ExecuteCommand<CreditNote, Refusal> command,
    FindDocuments documents,
    NumberCounters counters,
    PrintCheck print,
    Workshop workshop) {
  /**
   * Issues one credit note. {@link Outcome.NotFound} if the repair has no invoice.
   *
   * @param parts empty to take back all that is left
   * @param reason for the customer
   * @throws io.fleetfix.outbox.event.InvalidValue if the reason is not an allowed text or documents
   *     can't show it, or a part names no line of the invoice
   * @throws InvoiceDateAhead if no number can be taken
   */
  public Outcome<CreditNote, Refusal> credit(
      RepairId id, Optional<List<Crediting.Part>> parts, String reason, CommandOptions options) {
    print.check("reason", TextRules.checked("reason", reason));
    return command.create(
        () -> documents.latest(id).map(invoice -> decide(crediting(invoice, parts), reason)),
        options);
  }

  private static Crediting crediting(Invoice invoice, Optional<List<Crediting.Part>> parts) {
    return parts
        .filter(some -> !invoice.isCredited())
        .map(some -> new Crediting(invoice, some))
        .orElseGet(() -> Crediting.inFull(invoice));
  }

  private Decision<CreditNote, Refusal> decide(Crediting crediting, String reason) {
    Optional<Refusal> refusal = crediting.refusal();
    if (refusal.isPresent()) {
      return new Decision.Refused<>(refusal.get());
    }
    Taken taken = counters.take(workshop.creditSeries(), 1);
    Credited credited =
        crediting.issue(reason, taken.numbers().newest(1).getFirst(), taken.issuedAt());
    return new Decision.Accepted<>(
        credited.note(),
        List.of(
            credited.invoice(),
            Correction.of(credited.note().state()),
            Change.of(taken.numbers())));
  }
}
