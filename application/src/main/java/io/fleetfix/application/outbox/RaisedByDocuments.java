package io.fleetfix.application.outbox;

import io.fleetfix.application.port.Invoices;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.DocumentId;
import io.fleetfix.domain.mail.MailStatus;
import io.fleetfix.outbox.event.DomainEvent;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.paging.UnreadableRow;
import io.fleetfix.outbox.port.Raised;
import io.fleetfix.outbox.port.Raised.Presence;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What invoices and credit notes have in common: each raises events whose effect is a mail. */
record RaisedByDocuments<D extends Document>(Invoices invoices, Class<D> type) {
  static final String MAIL = "mail";

  /** The documents of a page of ids; those that can't be read are named and hide no other. */
  Page<Raised<D>> found(Page<DocumentId> ids) {
    List<Raised<D>> raised = new ArrayList<>();
    List<Unreadable> unreadable = new ArrayList<>(ids.unreadable());
    for (DocumentId id : ids.items()) {
      try {
        find(id).ifPresent(raised::add);
      } catch (StorageUnavailable unavailable) {
        throw unavailable;
      } catch (UnreadableRow row) { // One bad row must not hide the others.
        unreadable.add(row.row());
      } catch (RuntimeException problem) {
        unreadable.add(new Unreadable(id.toString(), String.valueOf(problem.getMessage())));
      }
    }
    return new Page<>(raised, unreadable, ids.nextCursor());
  }

  Optional<Raised<D>> find(DocumentId id) {
    return invoices.find(id).map(type::cast).map(RaisedByDocuments::raised);
  }

  private static <D extends Document> Raised<D> raised(D document) {
    List<DomainEvent> events = new ArrayList<>(List.of(document.issuedEvent()));
    document.mailRequestedEvent().ifPresent(events::add);
    return new Raised<>(document, events, Map.of(MAIL, mail(document.mailing().status())));
  }

  private static Presence mail(MailStatus status) {
    return switch (status) {
      case MailStatus.Unsent unsent -> Presence.MISSING;
      case MailStatus.Sent sent -> Presence.PRESENT;
      case MailStatus.ToBePrinted printed -> Presence.PRESENT;
      case MailStatus.Undeliverable undeliverable -> Presence.REFUSED;
      case MailStatus.Refused refused -> Presence.REFUSED;
    };
  }
}
