package io.fleetfix.adapter.dynamodb;

import io.fleetfix.application.port.Invoices;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumbers;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.dynamodb.table.AggregateReader;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.dynamodb.table.ReadProblems;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Invoices and their numbers, with consistent reads. */
public final class DynamoDbInvoices implements Invoices {
  private static final InvoiceRowMapping MAPPING = new InvoiceRowMapping();
  private static final InvoiceNumbersRowMapping NUMBERS = new InvoiceNumbersRowMapping();

  private final AggregateReader rows;

  public DynamoDbInvoices(DynamoDbClient client, OutboxTable table, ReadProblems problems) {
    this.rows = new AggregateReader(client, table, problems);
  }

  @Override
  public Optional<Invoice> find(RepairId repairId) {
    return rows.find(Invoice.aggregateId(repairId), MAPPING::read);
  }

  @Override
  public InvoiceNumbers numbers(InvoiceSeries series, int year) {
    return rows.find(InvoiceNumbers.aggregateId(series, year), NUMBERS::read)
        .orElseGet(() -> InvoiceNumbers.none(series, year));
  }
}
