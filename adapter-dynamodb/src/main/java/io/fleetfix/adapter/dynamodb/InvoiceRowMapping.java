package io.fleetfix.adapter.dynamodb;

import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumber;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.invoice.MailStatus;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.RepairId;
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
  private static final String REPAIR_ID = RepairId.FIELD;
  private static final String SERIES = "series";
  private static final String YEAR = "year";
  private static final String NUMBER = "number";
  private static final String CURRENCY = "currency";
  private static final String LINES = "lines";
  private static final String TOTAL = "total";
  private static final String ISSUED_AT = "issuedAt";
  private static final String SENT_AT = "sentAt";
  private static final String REFUSAL = "refusal";

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
    ItemBuilder row =
        new ItemBuilder()
            .text(REPAIR_ID, invoice.repairId().value())
            .text(SERIES, invoice.number().series().value())
            .number(YEAR, invoice.number().year())
            .number(NUMBER, invoice.number().number())
            .text(CURRENCY, invoice.total().currency().getCurrencyCode())
            .list(LINES, invoice.lines().stream().map(InvoiceRowMapping::line).toList())
            .number(TOTAL, invoice.total().minorUnits())
            .time(ISSUED_AT, invoice.issuedAt());
    return switch (invoice.mailing()) {
      case MailStatus.Pending pending -> row.map();
      case MailStatus.Sent(var at) -> row.time(SENT_AT, at).map();
      case MailStatus.Refused(String words) -> row.text(REFUSAL, words).map();
    };
  }

  private static ItemBuilder line(Invoice.Line line) {
    return new ItemBuilder()
        .text("description", line.description())
        .number("price", line.price().minorUnits());
  }

  @Override
  public Invoice read(ItemReader row) {
    Currency currency = Money.currency(CURRENCY, row.text(CURRENCY));
    return new Invoice(
        new RepairId(row.text(REPAIR_ID)),
        new Version(row.number(OutboxTable.VERSION)),
        new InvoiceNumber(
            new InvoiceSeries(row.text(SERIES)), (int) row.number(YEAR), row.number(NUMBER)),
        row.list(LINES).stream().map(line -> line(line, currency)).toList(),
        new Money(row.number(TOTAL), currency),
        row.time(ISSUED_AT),
        mailing(row));
  }

  private static MailStatus mailing(ItemReader row) {
    if (row.has(REFUSAL)) {
      return new MailStatus.Refused(row.text(REFUSAL));
    }
    return row.has(SENT_AT) ? new MailStatus.Sent(row.time(SENT_AT)) : new MailStatus.Pending();
  }

  private static Invoice.Line line(ItemReader line, Currency currency) {
    return new Invoice.Line(line.text("description"), new Money(line.number("price"), currency));
  }
}
