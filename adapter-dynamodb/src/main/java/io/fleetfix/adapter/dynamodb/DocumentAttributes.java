package io.fleetfix.adapter.dynamodb;

import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.InvoiceLine;
import io.fleetfix.domain.invoice.InvoiceNumber;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.invoice.Totals;
import io.fleetfix.domain.mail.MailList;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.seller.Seller;
import io.fleetfix.domain.tax.Vat;
import io.fleetfix.outbox.dynamodb.table.ItemBuilder;
import io.fleetfix.outbox.dynamodb.table.ItemReader;
import io.fleetfix.outbox.paging.ListPosition;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * The attributes that invoices and credit notes have in common. An invoice of an older release has
 * no totals per rate, no seller and no date of supply: nothing is stated about its VAT, and it
 * counts as supplied when it was issued.
 */
final class DocumentAttributes {
  private static final String REPAIR_ID = RepairId.FIELD;
  private static final String N = "n";
  private static final String SERIES = "series";
  private static final String YEAR = "year";
  private static final String NUMBER = "number";
  private static final String CURRENCY = "currency";
  private static final String LINES = "lines";
  private static final String TOTAL = "total";
  private static final String RATES = "rates";
  private static final String TAXABLE = "taxable";
  private static final String AMOUNT = "amount";
  private static final String SUPPLIED = "supplied";
  private static final String ISSUED_AT = "issuedAt";
  private static final String SELLER = "seller";
  private static final String BILL_TO = "billTo";

  private DocumentAttributes() {}

  /** The index list of the documents whose mails are in this list. */
  static String name(MailList list) {
    return "MAIL_" + list;
  }

  static ItemBuilder of(Document document) {
    ItemBuilder row =
        new ItemBuilder()
            .text(REPAIR_ID, document.repairId().value())
            .number(N, document.n())
            .text(CURRENCY, document.totals().currency().getCurrencyCode())
            .list(LINES, document.lines().stream().map(DocumentAttributes::line).toList())
            .number(TOTAL, document.totals().gross().minorUnits())
            .list(RATES, document.totals().rates().stream().map(DocumentAttributes::rate).toList())
            .time(SUPPLIED, document.supplied())
            .time(ISSUED_AT, document.issuedAt());
    document.seller().ifPresent(seller -> row.map(SELLER, PartyAttributes.of(seller)));
    document.billTo().ifPresent(customer -> row.map(BILL_TO, PartyAttributes.of(customer)));
    MailList.of(document.mailing().status())
        .ifPresent(
            list ->
                row.listed(
                    name(list), new ListPosition(document.mailDueAt(), document.id().inLists())));
    return MailingAttributes.add(numbered(row, document.number()), document.mailing());
  }

  static ItemBuilder numbered(ItemBuilder row, InvoiceNumber number) {
    return row.text(SERIES, number.series().value())
        .number(YEAR, number.year())
        .number(NUMBER, number.number());
  }

  static InvoiceNumber number(ItemReader row) {
    return new InvoiceNumber(
        new InvoiceSeries(row.text(SERIES)), (int) row.number(YEAR), row.number(NUMBER));
  }

  private static ItemBuilder line(InvoiceLine line) {
    ItemBuilder map = ChargeAttributes.add(new ItemBuilder(), line.item());
    return line.vat().equals(Vat.NOT_STATED) ? map : ChargeAttributes.add(map, line.vat());
  }

  private static ItemBuilder rate(Totals.Rate rate) {
    return ChargeAttributes.add(new ItemBuilder(), rate.vat())
        .number(TAXABLE, rate.taxable().minorUnits())
        .number(AMOUNT, rate.amount().minorUnits());
  }

  static RepairId repairId(ItemReader row) {
    return new RepairId(row.text(REPAIR_ID));
  }

  static int n(ItemReader row) {
    return (int) row.numberOr(N, 1);
  }

  static Currency currency(ItemReader row) {
    return Money.currency(CURRENCY, row.text(CURRENCY));
  }

  static List<InvoiceLine> lines(ItemReader row) {
    Currency currency = currency(row);
    return row.list(LINES).stream()
        .map(
            line ->
                new InvoiceLine(
                    ChargeAttributes.item(line, currency),
                    ChargeAttributes.vat(line).orElse(Vat.NOT_STATED)))
        .toList();
  }

  static Totals totals(ItemReader row) {
    Currency currency = currency(row);
    return row.has(RATES)
        ? new Totals(currency, row.list(RATES).stream().map(rate -> rate(rate, currency)).toList())
        : Totals.of(currency, lines(row));
  }

  private static Totals.Rate rate(ItemReader rate, Currency currency) {
    return new Totals.Rate(
        ChargeAttributes.vat(rate).orElse(Vat.NOT_STATED),
        new Money(rate.number(TAXABLE), currency),
        new Money(rate.number(AMOUNT), currency));
  }

  static Instant issuedAt(ItemReader row) {
    return row.time(ISSUED_AT);
  }

  static Instant supplied(ItemReader row) {
    return row.maybeTime(SUPPLIED).orElseGet(() -> issuedAt(row));
  }

  static Optional<Seller> seller(ItemReader row) {
    return row.has(SELLER)
        ? Optional.of(PartyAttributes.seller(row.map(SELLER)))
        : Optional.empty();
  }

  static Optional<Customer> billTo(ItemReader row) {
    return row.has(BILL_TO)
        ? Optional.of(PartyAttributes.customer(row.map(BILL_TO)))
        : Optional.empty();
  }
}
