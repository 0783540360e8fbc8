package io.fleetfix.application.mail;

import io.fleetfix.application.port.InvoiceMail;
import io.fleetfix.application.port.InvoiceMail.Connection;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.MailOutcome;
import io.fleetfix.application.port.MailUnavailable;
import io.fleetfix.application.port.OutgoingMail;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.mail.MailStatus;
import io.fleetfix.domain.mail.MailStatus.Waiting;
import io.fleetfix.domain.mail.MailStatus.Waiting.Cause;
import io.fleetfix.outbox.command.RetryOnConflict;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.loop.DetachedTasks;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import io.fleetfix.outbox.port.StorageUnavailable;
import io.fleetfix.outbox.retry.Backoff;
import io.fleetfix.outbox.retry.DoublingWait;
import io.fleetfix.outbox.retry.Retries;
import io.fleetfix.outbox.subscription.Postponed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt to send an invoice: connect, claim the attempt, send, record the outcome. */
final class InvoiceAttempt {
  private static final Logger LOG = LoggerFactory.getLogger(InvoiceAttempt.class);

  static final DoublingWait RECORDING_PAUSES =
      new DoublingWait(Duration.ofSeconds(1), Duration.ofSeconds(30));

  private final Invoices invoices;
  private final InvoiceMail mail;
  private final UnitOfWork unitOfWork;
  private final MailLane lane;
  private final AttemptWaits waits;
  private final RepeatedRefusals refusals = new RepeatedRefusals();
  private final Backoff recording;
  private final InstantSource clock;

  InvoiceAttempt(
      Invoices invoices,
      InvoiceMail mail,
      UnitOfWork unitOfWork,
      MailLane lane,
      AttemptWaits waits,
      Backoff recording,
      InstantSource clock) {
    this.invoices = invoices;
    this.mail = mail;
    this.unitOfWork = unitOfWork;
    this.lane = lane;
    this.waits = waits;
    this.recording = recording;
    this.clock = clock;
  }

  /**
   * Makes the attempt. Returns if no other one follows.
   *
   * @throws MailUnavailable if the server can't be reached: nothing was claimed
   * @throws Postponed if another attempt follows
   * @throws StorageUnavailable if the attempt could not be claimed, so the mail is not sent, or if
   *     its end could not be recorded, so it counts as unknown
   */
  void make(Document invoice, OutgoingMail outgoing) {
    try (Connection connection = connect()) {
      Document claimed = claim(invoice);
      MailOutcome outcome = connection.send(outgoing);
      DetachedTasks.uninterrupted(
          () -> record(claimed, outgoing, outcome)); // also if it is abandoned
    }
  }

  private Connection connect() {
    try {
      return mail.connect();
    } catch (MailUnavailable unreachable) {
      lane.isUnreachable();
      throw unreachable;
    }
  }

  private Document claim(Document invoice) {
    Change<Document> claim = invoice.attempted(clock.instant());
    try {
      unitOfWork.commit(claim);
    } catch (ConcurrencyConflict meanwhile) {
      throw new Postponed("The invoice was changed meanwhile", Duration.ofSeconds(1));
    }
    return claim.state();
  }

  private void record(Document claimed, OutgoingMail outgoing, MailOutcome outcome) {
    Optional<MailStatus> status = status(outgoing, outcome);
    status.ifPresent(known -> record(claimed, known));
    Document ended =
        status
            .flatMap(known -> claimed.ended(claimed.mailing().attempts(), known))
            .map(Change::state)
            .orElse(claimed);
    switch (ended.mailing().status()) {
      case MailStatus.Unsent unsent ->
          throw new Postponed("An attempt to send a mail failed", waits.left(ended));
      case MailStatus.Undeliverable undeliverable -> warn(ended, "Mail is undeliverable");
      case MailStatus.Refused refused -> warn(ended, "Mail was permanently refused");
      case MailStatus.Sent sent -> {}
      case MailStatus.ToBePrinted printed -> {}
    }
  }

  /** Without the reason, which can contain the customer's address. */
  private static void warn(Document ended, String problem) {
    LOG.atWarn()
        .addKeyValue("document", ended.id())
        .addKeyValue("attempts", ended.mailing().attempts())
        .log(problem + "; the invoice shows the reason");
  }

  /** The status after an attempt; empty if the attempt may have sent the mail, or not. */
  private Optional<MailStatus> status(OutgoingMail outgoing, MailOutcome outcome) {
    Instant now = clock.instant();
    switch (outcome) {
      case MailOutcome.Unavailable unavailable -> lane.takesNothing();
      case MailOutcome.Unclear unclear -> {} // says nothing about the server
      default -> lane.works();
    }
    return switch (outcome) {
      case MailOutcome.Accepted() -> {
        refusals.accepted(outgoing);
        yield Optional.of(new MailStatus.Sent(now));
      }
      case MailOutcome.Undeliverable(String words) ->
          Optional.of(
              refusals.isFinal(outgoing)
                  ? new MailStatus.Undeliverable(words)
                  : new Waiting(now, Cause.MAIL, words));
      case MailOutcome.Refused(String words) ->
          Optional.of(
              refusals.isFinal(outgoing)
                  ? new MailStatus.Refused(words)
                  : new Waiting(now, Cause.MAIL, words));
      case MailOutcome.Deferred(String words) -> Optional.of(new Waiting(now, Cause.MAIL, words));
      case MailOutcome.Unavailable(String words) ->
          Optional.of(new Waiting(now, Cause.SERVER, words));
      case MailOutcome.Unclear unclear -> Optional.empty();
    };
  }

  /**
   * Again and again, for as long as no other attempt may follow: what is not recorded makes a copy.
   */
  private void record(Document claimed, MailStatus status) {
    Retries retries = recording.start();
    while (true) {
      try {
        RetryOnConflict.run(() -> recorded(claimed, status));
        return;
      } catch (StorageUnavailable | ConcurrencyConflict failure) {
        if (!retries.again()) {
          LOG.atWarn()
              .addKeyValue("document", claimed.id())
              .addKeyValue("attempt", claimed.mailing().attempts())
              .log("How an attempt to send an invoice ended could not be recorded");
          throw failure;
        }
      }
    }
  }

  private boolean recorded(Document claimed, MailStatus status) {
    Optional<Change<Document>> change =
        invoices
            .find(claimed.id())
            .flatMap(invoice -> invoice.ended(claimed.mailing().attempts(), status));
    change.ifPresent(unitOfWork::commit);
    return change.isPresent();
  }
}
