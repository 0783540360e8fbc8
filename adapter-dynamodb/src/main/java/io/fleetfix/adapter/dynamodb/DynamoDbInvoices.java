package io.fleetfix.adapter.dynamodb;

import io.fleetfix.application.port.Invoices;
import io.fleetfix.domain.invoice.Correction;
import io.fleetfix.domain.invoice.CreditNote;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.DocumentId;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumbers;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.mail.MailList;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.dynamodb.table.AggregateReader;
import io.fleetfix.outbox.dynamodb.table.IndexListing;
import io.fleetfix.outbox.dynamodb.table.ItemReader;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.dynamodb.table.ReadProblems;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Invoices, credit notes and their numbers, with consistent reads. */
public final class DynamoDbInvoices implements Invoices {
  private static final InvoiceRowMapping INVOICE = new InvoiceRowMapping();
  private static final CreditNoteRowMapping CREDIT_NOTE = new CreditNoteRowMapping();
  private static final CorrectionRowMapping CORRECTION = new CorrectionRowMapping();
  private static final InvoiceNumbersRowMapping NUMBERS = new InvoiceNumbersRowMapping();

  private final AggregateReader rows;
  private final IndexListing listing;

  public DynamoDbInvoices(DynamoDbClient client, OutboxTable table, ReadProblems problems) {
    this.rows = new AggregateReader(client, table, problems);
    this.listing = IndexListing.ofLists(client, table, problems);
  }

  @Override
  public Optional<Document> find(DocumentId id) {
    return rows.find(
        id.toString(),
        row ->
            switch (id.kind()) {
              case INVOICE -> INVOICE.read(row);
              case CREDIT_NOTE -> CREDIT_NOTE.read(row);
            });
  }

  @Override
  public Optional<Invoice> find(RepairId repairId) {
    return find(DocumentId.firstInvoice(repairId)).map(Invoice.class::cast);
  }

  @Override
  public Page<Document> list(MailList list, PageRequest request) {
    return listing.page(
        OutboxTable.listShards(DocumentAttributes.name(list)),
        request,
        row ->
            Optional.of(document(row))
                .filter(
                    document ->
                        MailList.of(document.mailing().status()).equals(Optional.of(list))));
  }

  /** Both kinds of documents are in the same lists. */
  private static Document document(ItemReader row) {
    return row.text(OutboxTable.PK).startsWith(CreditNote.KEY_PREFIX)
        ? CREDIT_NOTE.read(row)
        : INVOICE.read(row);
  }

  @Override
  public Page<Correction> corrections(PageRequest request) {
    return listing.page(
        OutboxTable.listShards(CorrectionRowMapping.LIST),
        request,
        row -> Optional.of(CORRECTION.read(row)));
  }

  @Override
  public InvoiceNumbers numbers(InvoiceSeries series, int year) {
    return rows.find(InvoiceNumbers.aggregateId(series, year), NUMBERS::read)
        .orElseGet(() -> InvoiceNumbers.none(series, year));
  }
}
