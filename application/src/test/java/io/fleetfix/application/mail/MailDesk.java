package io.fleetfix.application.mail;

import static io.fleetfix.application.SomeRepairs.completed;

import io.fleetfix.application.EffectStore;
import io.fleetfix.application.port.InvoiceMail;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.domain.invoice.CreditNote;
import io.fleetfix.domain.invoice.Crediting;
import io.fleetfix.domain.invoice.Crediting.Credited;
import io.fleetfix.domain.invoice.DocumentId;
import io.fleetfix.domain.invoice.DocumentId.Kind;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumber;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.mail.Mailing;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.loop.DetachedTasks;
import io.fleetfix.outbox.loop.ProcessEnd;
import io.fleetfix.outbox.loop.Supervision;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.TransientFailure;
import io.fleetfix.outbox.retry.Backoff;
import io.fleetfix.outbox.retry.DoublingWait;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Issued invoices, the processes that mail them, and a clock that the test moves. */
final class MailDesk {
  static final Instant NOW = Instant.parse("2025-11-12T14:00:05.000Z");
  static final InvoiceSeries SERIES = new InvoiceSeries("INV");

  final EffectStore store = new EffectStore();
  final AtomicLong now = new AtomicLong();

  /** An invoice that was just issued, and its event. */
  OutboxEntry issue(RepairId id) {
    store.put(completed(id));
    Change<Invoice> issued =
        Invoice.issue(completed(id), new InvoiceNumber(SERIES, 2025, 1), NOW.minusSeconds(3));
    store.put(issued.state());
    return OutboxEntry.of(issued.events().getFirst());
  }

  /** A credit note that was just issued for an invoice, and its event. */
  OutboxEntry credit(RepairId id) {
    Invoice invoice = store.invoices().find(id).orElseThrow();
    Credited credited =
        Crediting.inFull(invoice)
            .issue(
                "Wrong vehicle",
                new InvoiceNumber(new InvoiceSeries("CN"), 2025, 1),
                NOW.minusSeconds(1));
    store.put(credited.invoice().state());
    store.put(credited.note().state());
    return OutboxEntry.of(credited.note().events().getFirst());
  }

  CreditNote note(RepairId id) {
    return store
        .invoices()
        .find(new DocumentId(Kind.CREDIT_NOTE, id, 1))
        .map(CreditNote.class::cast)
        .orElseThrow();
  }

  Mailing mailing(RepairId id) {
    return store.invoices().find(id).orElseThrow().mailing();
  }

  void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  /** A process with right clocks. */
  SendInvoice process(InvoiceMail mail) {
    return process(mail, store, 0, InstantSource.fixed(NOW));
  }

  /**
   * A process.
   *
   * @param origin of its monotonic clock, in nanoseconds
   */
  SendInvoice process(InvoiceMail mail, UnitOfWork door, long origin, InstantSource clock) {
    Supervision supervision = new Supervision(() -> origin + now.get(), ProcessEnd.HALT);
    Backoff recording =
        new Backoff(
            new DoublingWait(Duration.ofSeconds(1), Duration.ofSeconds(30)),
            Duration.ofMinutes(9),
            () -> 0,
            supervision.nanoTime(),
            now::addAndGet);
    return new SendInvoice(
        store.repairs(),
        store.invoices(),
        store.contacts(),
        mail,
        door,
        new DetachedTasks(SendInvoice.LIMITS, supervision),
        MailPauses.DEFAULT,
        supervision,
        clock,
        recording);
  }

  /** Passes the event to the process, and returns why it has to be passed again. */
  static Optional<TransientFailure> pass(OutboxEntry event, SendInvoice to) {
    try {
      to.on(event);
      return Optional.empty();
    } catch (TransientFailure again) {
      return Optional.of(again);
    }
  }
}
