package io.fleetfix.application.invoice;

import io.fleetfix.application.port.Invoices;
import io.fleetfix.domain.invoice.Credits;
import io.fleetfix.domain.invoice.Credits.Status;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.DocumentId;
import io.fleetfix.domain.invoice.DocumentId.Kind;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.paging.UnreadableRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the documents of a repair without an index: an invoice says whether a further one replaced
 * it, and how many credit notes there are.
 */
public record FindDocuments(Invoices invoices) {
  /** One document, by its id. */
  public Optional<Document> find(String aggregateId) {
    return DocumentId.parse(aggregateId).flatMap(invoices::find);
  }

  /** The invoice that was issued last, whether or not it is still valid. */
  public Optional<Invoice> latest(RepairId repairId) {
    return chain(repairId).stream().reduce((earlier, later) -> later);
  }

  /** The invoice that the customer has to pay; empty if it is credited in full, or not issued. */
  public Optional<Invoice> valid(RepairId repairId) {
    return latest(repairId).filter(invoice -> !invoice.isCredited());
  }

  /** All documents of a repair: each invoice, and behind it the credit notes that name it. */
  public List<Document> all(RepairId repairId) {
    List<Document> documents = new ArrayList<>();
    int notes = 0;
    for (Invoice invoice : chain(repairId)) {
      documents.add(invoice);
      for (; notes < invoice.credits().notes(); notes++) {
        invoices
            .find(new DocumentId(Kind.CREDIT_NOTE, repairId, notes + 1))
            .ifPresent(documents::add);
      }
    }
    return documents;
  }

  /**
   * The ids of all documents of a repair, in the same order, whether or not their rows can be read;
   * an unreadable invoice hides the documents after it. The first invoice's is always among them.
   */
  public List<DocumentId> ids(RepairId repairId) {
    List<DocumentId> ids = new ArrayList<>();
    int notes = 0;
    Optional<DocumentId> next = Optional.of(DocumentId.firstInvoice(repairId));
    while (next.isPresent()) {
      DocumentId id = next.get();
      ids.add(id);
      Optional<Credits> credits = readable(id).map(Invoice::credits);
      for (; notes < credits.map(Credits::notes).orElse(0); notes++) {
        ids.add(new DocumentId(Kind.CREDIT_NOTE, repairId, notes + 1));
      }
      next = credits.filter(each -> each.status() == Status.REPLACED).map(replaced -> id.next());
    }
    return ids;
  }

  private Optional<Invoice> readable(DocumentId invoice) {
    try {
      return invoices.find(invoice).map(Invoice.class::cast);
    } catch (UnreadableRow row) {
      return Optional.empty();
    }
  }

  private List<Invoice> chain(RepairId repairId) {
    List<Invoice> chain = new ArrayList<>();
    Optional<Invoice> next = invoices.find(repairId);
    while (next.isPresent()) {
      Invoice invoice = next.get();
      chain.add(invoice);
      next =
          invoice.credits().status() == Status.REPLACED
              ? invoices.find(invoice.id().next()).map(Invoice.class::cast)
              : Optional.empty();
    }
    return chain;
  }
}
