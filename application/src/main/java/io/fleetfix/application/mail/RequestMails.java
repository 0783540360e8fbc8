package io.fleetfix.application.mail;

import io.fleetfix.application.port.Invoices;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.mail.MailList;
import io.fleetfix.domain.mail.MailRefusal;
import io.fleetfix.domain.mail.MailStatus;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.Outcome;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Has the mails of a whole list sent again, page by page, so that the caller sets the pace. */
public record RequestMails(Invoices invoices, RequestMail requestMail) {
  /**
   * What to request.
   *
   * @param list the list
   * @param reason only mails whose reason contains this text, in any case; empty for all
   * @param dryRun whether only to list what would be requested
   * @param by the operator, as identified by the service; never empty
   */
  public record Order(MailList list, Optional<String> reason, boolean dryRun, String by) {
    boolean selects(Document invoice) {
      return reason.isEmpty() || contains(reasonOf(invoice.mailing().status()), reason.get());
    }

    private static boolean contains(String text, String part) {
      return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
  }

  /** What has become of one request. */
  public enum Result {
    REQUESTED,
    WOULD_BE_REQUESTED,
    /** An attempt is in progress, or its end is unknown. */
    IN_PROGRESS,
    /** The invoice is no longer stored. */
    GONE
  }

  /** A mail, as it was before it was requested. */
  public record Requested(Document invoice, Result result) {}

  /** The next page of a list, without requests. */
  public Page<Document> list(MailList list, Optional<String> reason, PageRequest request) {
    Order order = new Order(list, reason, true, "");
    Page<Document> page = invoices.list(list, request);
    return new Page<>(
        page.items().stream().filter(order::selects).toList(),
        page.unreadable(),
        page.nextCursor());
  }

  /**
   * Requests the mails of the next page. A page may have fewer mails than the list, or none, and
   * still be followed by another one.
   */
  public Page<Requested> request(Order order, PageRequest request) {
    Page<Document> page = list(order.list(), order.reason(), request);
    List<Requested> requested =
        page.items().stream().map(invoice -> request(invoice, order)).toList();
    return new Page<>(requested, page.unreadable(), page.nextCursor());
  }

  private Requested request(Document invoice, Order order) {
    if (order.dryRun()) {
      return new Requested(invoice, Result.WOULD_BE_REQUESTED);
    }
    Outcome<Document, MailRefusal> outcome =
        requestMail.request(invoice.id(), Optional.empty(), order.by(), CommandOptions.NONE);
    return new Requested(
        invoice,
        switch (outcome) {
          case Outcome.Done<Document, MailRefusal> done -> Result.REQUESTED;
          case Outcome.Refused<Document, MailRefusal> refused -> Result.IN_PROGRESS;
          default -> Result.GONE;
        });
  }

  /** Why a mail is not sent; empty if that is not known. */
  static String reasonOf(MailStatus status) {
    return switch (status) {
      case MailStatus.Waiting waiting -> waiting.reason();
      case MailStatus.Undeliverable(String reason) -> reason;
      case MailStatus.Refused(String reason) -> reason;
      case MailStatus.Pending pending -> "";
      case MailStatus.Attempted attempted -> "";
      case MailStatus.Sent sent -> "";
      case MailStatus.ToBePrinted printed -> "";
    };
  }
}
