package io.fleetfix.adapter.dynamodb;

import io.fleetfix.application.port.Invoices;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumbers;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.mail.MailList;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.dynamodb.table.AggregateReader;
import io.fleetfix.outbox.dynamodb.table.IndexListing;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.dynamodb.table.ReadProblems;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Invoices and their numbers, with consistent reads. */
public final class DynamoDbInvoices implements Invoices {
  private static final InvoiceRowMapping MAPPING = new InvoiceRowMapping();
  private static final InvoiceNumbersRowMapping NUMBERS = new InvoiceNumbersRowMapping();

  private final AggregateReader rows;
  private final IndexListing listing;

  public DynamoDbInvoices(DynamoDbClient client, OutboxTable table, ReadProblems problems) {
    this.rows = new AggregateReader(client, table, problems);
    this.listing = IndexListing.ofLists(client, table, problems);
  }

  @Override
  public Optional<Invoice> find(RepairId repairId) {
    return rows.find(Invoice.aggregateId(repairId), MAPPING::read);
  }

  @Override
  public Page<Invoice> list(MailList list, PageRequest request) {
    return listing.page(
        OutboxTable.listShards(InvoiceRowMapping.name(list)),
        request,
        row ->
            Optional.of(MAPPING.read(row))
                .filter(
                    invoice -> MailList.of(invoice.mailing().status()).equals(Optional.of(list))));
  }

  @Override
  public InvoiceNumbers numbers(InvoiceSeries series, int year) {
    return rows.find(InvoiceNumbers.aggregateId(series, year), NUMBERS::read)
        .orElseGet(() -> InvoiceNumbers.none(series, year));
  }
}
