package io.fleetfix.adapter.dynamodb;

import io.fleetfix.domain.Invoice;
import io.fleetfix.domain.InvoiceNumber;
import io.fleetfix.domain.InvoiceNumbers;
import io.fleetfix.domain.InvoiceSeries;
import io.fleetfix.domain.MailStatus;
import io.fleetfix.domain.Money;
import io.fleetfix.domain.RepairId;
import io.fleetfix.domain.Version;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An invoice, and the numbers of invoices, as rows, both ways. */
final class InvoiceItem {
  static final String ENTITY_TYPE = "INVOICE";
  static final String NUMBERS_ENTITY_TYPE = "NUMBERS";

  private static final String REPAIR_ID = "repairId";
  private static final String SERIES = "series";
  private static final String YEAR = "year";
  private static final String NUMBER = "number";
  private static final String LAST = "last";
  private static final String CURRENCY = "currency";
  private static final String LINES = "lines";
  private static final String TOTAL = "total";
  private static final String ISSUED_AT = "issuedAt";
  private static final String SENT_AT = "sentAt";
  private static final String REFUSAL = "refusal";

  private InvoiceItem() {}

  static Map<String, AttributeValue> of(Invoice invoice, String commitId) {
    Attributes row =
        Attributes.row(invoice.aggregateId(), ENTITY_TYPE, commitId)
            .number(WorkshopTable.VERSION, invoice.version().value())
            .text(REPAIR_ID, invoice.repairId().value())
            .text(SERIES, invoice.number().series().value())
            .number(YEAR, invoice.number().year())
            .number(NUMBER, invoice.number().number())
            .text(CURRENCY, invoice.total().currency().getCurrencyCode())
            .put(
                LINES,
                AttributeValue.fromL(invoice.lines().stream().map(InvoiceItem::line).toList()))
            .number(TOTAL, invoice.total().minorUnits())
            .time(ISSUED_AT, invoice.issuedAt());
    return switch (invoice.mailing()) {
      case MailStatus.Pending pending -> row.map();
      case MailStatus.Sent(Instant at) -> row.time(SENT_AT, at).map();
      case MailStatus.Refused(String words) -> row.text(REFUSAL, words).map();
    };
  }

  static Invoice read(Map<String, AttributeValue> item) {
    return Attributes.read(item, InvoiceItem::read);
  }

  private static Invoice read(Attributes row) {
    Currency currency = row.currency(CURRENCY);
    List<Invoice.Line> lines =
        row.required(LINES).l().stream().map(line -> line(line.m(), currency)).toList();
    return new Invoice(
        new RepairId(row.text(REPAIR_ID)),
        new Version(row.number(WorkshopTable.VERSION)),
        new InvoiceNumber(
            new InvoiceSeries(row.text(SERIES)), (int) row.number(YEAR), row.number(NUMBER)),
        lines,
        new Money(row.number(TOTAL), currency),
        row.time(ISSUED_AT),
        mailing(row));
  }

  private static MailStatus mailing(Attributes row) {
    if (row.has(REFUSAL)) {
      return new MailStatus.Refused(row.text(REFUSAL));
    }
    return row.has(SENT_AT) ? new MailStatus.Sent(row.time(SENT_AT)) : new MailStatus.Pending();
  }

  static Map<String, AttributeValue> of(InvoiceNumbers numbers, String commitId) {
    return Attributes.row(numbers.aggregateId(), NUMBERS_ENTITY_TYPE, commitId)
        .number(WorkshopTable.VERSION, numbers.version().value())
        .number(LAST, numbers.last())
        .map();
  }

  static InvoiceNumbers readNumbers(
      InvoiceSeries series, int year, Map<String, AttributeValue> item) {
    return Attributes.read(
        item,
        row ->
            new InvoiceNumbers(
                series, year, row.number(LAST), new Version(row.number(WorkshopTable.VERSION))));
  }

  private static AttributeValue line(Invoice.Line line) {
    return AttributeValue.fromM(
        Attributes.empty()
            .text("description", line.description())
            .number("price", line.price().minorUnits())
            .map());
  }

  private static Invoice.Line line(Map<String, AttributeValue> item, Currency currency) {
    Attributes line = Attributes.of(item);
    return new Invoice.Line(line.text("description"), new Money(line.number("price"), currency));
  }
}
