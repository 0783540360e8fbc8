package io.fleetfix.application.outbox;

import io.fleetfix.application.port.Invoices;
import io.fleetfix.domain.invoice.CreditNote;
import io.fleetfix.domain.invoice.CreditNoteIssued;
import io.fleetfix.domain.invoice.DocumentId;
import io.fleetfix.domain.invoice.DocumentId.Kind;
import io.fleetfix.domain.invoice.InvoiceMailRequested;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Window;
import io.fleetfix.outbox.port.Raised;
import io.fleetfix.outbox.port.RaisedEvents;
import java.util.Optional;
import java.util.Set;

/**
 * Every credit note has raised {@code CreditNoteIssued}, and {@code InvoiceMailRequested} if its
 * mail was requested again. It belongs to the window in which it was issued.
 */
public record RaisedByCreditNotes(Invoices invoices) implements RaisedEvents<CreditNote> {
  @Override
  public Class<CreditNote> type() {
    return CreditNote.class;
  }

  @Override
  public String keyPrefix() {
    return CreditNote.KEY_PREFIX;
  }

  @Override
  public Set<String> eventTypes() {
    return Set.of(CreditNoteIssued.TYPE, InvoiceMailRequested.TYPE);
  }

  @Override
  public Set<String> effects() {
    return Set.of(RaisedByDocuments.MAIL);
  }

  @Override
  public Set<String> refusable() {
    return Set.of(RaisedByDocuments.MAIL);
  }

  @Override
  public Page<Raised<CreditNote>> between(Window window, PageRequest request) {
    return documents().found(new LaterDocuments(invoices, Kind.CREDIT_NOTE).page(window, request));
  }

  @Override
  public Optional<Raised<CreditNote>> of(String aggregateId) {
    return DocumentId.parse(aggregateId).flatMap(documents()::find);
  }

  private RaisedByDocuments<CreditNote> documents() {
    return new RaisedByDocuments<>(invoices, CreditNote.class);
  }
}
