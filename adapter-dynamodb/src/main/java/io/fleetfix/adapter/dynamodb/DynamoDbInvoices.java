package io.fleetfix.adapter.dynamodb;

import io.fleetfix.application.port.Invoices;
import io.fleetfix.domain.Invoice;
import io.fleetfix.domain.InvoiceNumbers;
import io.fleetfix.domain.InvoiceSeries;
import io.fleetfix.domain.RepairId;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Invoices and their numbers, read consistently. */
public final class DynamoDbInvoices implements Invoices {
  private final AggregateReader rows;

  public DynamoDbInvoices(DynamoDbClient client, WorkshopTable table) {
    this.rows = new AggregateReader(client, table);
  }

  @Override
  public Optional<Invoice> find(RepairId repairId) {
    return rows.find(Invoice.aggregateId(repairId)).map(InvoiceItem::read);
  }

  @Override
  public InvoiceNumbers numbers(InvoiceSeries series, int year) {
    return rows.find(InvoiceNumbers.aggregateId(series, year))
        .map(row -> InvoiceItem.readNumbers(series, year, row))
        .orElseGet(() -> InvoiceNumbers.none(series, year));
  }
}
