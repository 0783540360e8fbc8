package io.fleetfix.adapter.dynamodb;

import io.fleetfix.domain.invoice.Credits;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.money.Money;
import io.fleetfix.outbox.dynamodb.RowMapping;
import io.fleetfix.outbox.dynamodb.table.ItemBuilder;
import io.fleetfix.outbox.dynamodb.table.ItemReader;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.event.Version;
import java.util.Currency;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Maps an invoice to and from a row. */
public final class InvoiceRowMapping implements RowMapping<Invoice> {
  private static final String CREDITED = "credited";
  private static final String CREDIT_NOTES = "creditNotes";
  private static final String STATUS = "status";

  @Override
  public Class<Invoice> type() {
    return Invoice.class;
  }

  @Override
  public String entityType() {
    return "INVOICE";
  }

  @Override
  public String keyPrefix() {
    return Invoice.KEY_PREFIX;
  }

  @Override
  public Map<String, AttributeValue> row(Invoice invoice) {
    ItemBuilder row = DocumentAttributes.of(invoice);
    Credits credits = invoice.credits();
    if (!credits.equals(Credits.NONE)) {
      row.put(
              CREDITED,
              AttributeValue.fromL(
                  credits.credited().stream()
                      .map(net -> AttributeValue.fromN("" + net.minorUnits()))
                      .toList()))
          .number(CREDIT_NOTES, credits.notes())
          .text(STATUS, credits.status().name());
    }
    return row.map();
  }

  @Override
  public Invoice read(ItemReader row) {
    return new Invoice(
        DocumentAttributes.repairId(row),
        DocumentAttributes.n(row),
        new Version(row.number(OutboxTable.VERSION)),
        DocumentAttributes.number(row),
        DocumentAttributes.seller(row),
        DocumentAttributes.billTo(row),
        DocumentAttributes.lines(row),
        DocumentAttributes.totals(row),
        DocumentAttributes.supplied(row),
        DocumentAttributes.issuedAt(row),
        row.has(STATUS) ? credits(row) : Credits.NONE,
        MailingAttributes.read(row));
  }

  private static Credits credits(ItemReader row) {
    Currency currency = DocumentAttributes.currency(row);
    return new Credits(
        row.required(CREDITED).l().stream()
            .map(net -> new Money(Long.parseLong(net.n()), currency))
            .toList(),
        (int) row.number(CREDIT_NOTES),
        row.oneOf(Credits.Status.class, STATUS));
  }
}
