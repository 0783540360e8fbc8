package io.fleetfix.application.reaction;

import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.application.port.InvoiceLetter;
import io.fleetfix.application.port.InvoiceMail;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.MailStatus;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.outbox.command.RetryOnConflict;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.subscription.Reaction;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends an issued invoice to its customer, then records that it was sent. In this order a crash
 * repeats a mail but never loses one; see {@link InvoiceMail#send}. A mail that the server
 * permanently refuses is recorded as refused and never sent again.
 */
public final class SendInvoice implements Reaction {
  private static final Logger LOG = LoggerFactory.getLogger(SendInvoice.class);

  private final Repairs repairs;
  private final Invoices invoices;
  private final InvoiceMail mail;
  private final UnitOfWork unitOfWork;
  private final InstantSource clock;

  public SendInvoice(
      Repairs repairs,
      Invoices invoices,
      InvoiceMail mail,
      UnitOfWork unitOfWork,
      InstantSource clock) {
    this.repairs = repairs;
    this.invoices = invoices;
    this.mail = mail;
    this.unitOfWork = unitOfWork;
    this.clock = clock;
  }

  @Override
  public void on(OutboxEntry event) {
    Invoice invoice = invoiceOf(event);
    if (!(invoice.mailing() instanceof MailStatus.Pending)) {
      return;
    }
    Repair repair =
        repairs.find(WorkshopOutbox.repairId(event)).orElseThrow(() -> new UnknownRepair(event));
    Optional<String> refusal = mail.send(InvoiceLetter.of(invoice, repair));
    if (refusal.isPresent()) {
      LOG.atWarn()
          .addKeyValue("repairId", WorkshopOutbox.repairId(event))
          .log("Mail server permanently refused an invoice; it will not be sent again");
    }
    RetryOnConflict.run(() -> recorded(event, refusal));
  }

  private Optional<Change<Invoice>> recorded(OutboxEntry event, Optional<String> refusal) {
    Invoice invoice = invoiceOf(event);
    Optional<Change<Invoice>> mailed =
        refusal.isPresent() ? invoice.refused(refusal.get()) : invoice.sent(clock.instant());
    mailed.ifPresent(unitOfWork::commit);
    return mailed;
  }

  private Invoice invoiceOf(OutboxEntry event) {
    return invoices
        .find(WorkshopOutbox.repairId(event))
        .orElseThrow(() -> new UnknownInvoice(event));
  }
}
