package io.fleetfix.adapter.dynamodb;

import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumber;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.mail.MailList;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.dynamodb.RowMapping;
import io.fleetfix.outbox.dynamodb.table.ItemBuilder;
import io.fleetfix.outbox.dynamodb.table.ItemReader;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.paging.ListPosition;
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

  @Override
  public Class<Invoice> type() {
    return Invoice.class;
  }

  @Override
  public String entityType() {
    return "INVOICE";
  }

  /** The index list of the invoices whose mails are in this list. */
  static String name(MailList list) {
    return "MAIL_" + list;
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
    MailList.of(invoice.mailing().status())
        .ifPresent(
            list ->
                row.listed(
                    name(list), new ListPosition(invoice.mailDueAt(), invoice.repairId().value())));
    return MailingAttributes.add(row, invoice.mailing()).map();
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
        MailingAttributes.read(row));
  }

  private static Invoice.Line line(ItemReader line, Currency currency) {
    return new Invoice.Line(line.text("description"), new Money(line.number("price"), currency));
  }
}
