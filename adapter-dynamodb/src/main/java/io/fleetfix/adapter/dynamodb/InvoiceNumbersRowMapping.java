package io.fleetfix.adapter.dynamodb;

import io.fleetfix.domain.invoice.InvoiceNumbers;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.outbox.dynamodb.RowMapping;
import io.fleetfix.outbox.dynamodb.table.ItemBuilder;
import io.fleetfix.outbox.dynamodb.table.ItemReader;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.dynamodb.table.UnreadableItem;
import io.fleetfix.outbox.event.Version;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Maps the counter of a series and year to and from a row. Only the key holds series and year. */
public final class InvoiceNumbersRowMapping implements RowMapping<InvoiceNumbers> {
  private static final Pattern KEY =
      Pattern.compile(InvoiceNumbers.KEY_PREFIX + "([A-Z0-9]{1,10})#([0-9]{1,6})");
  private static final String LAST = "last";

  /** Missing in rows that an older release wrote. */
  private static final String LAST_DATE = "lastDate";

  @Override
  public Class<InvoiceNumbers> type() {
    return InvoiceNumbers.class;
  }

  @Override
  public String entityType() {
    return "NUMBERS";
  }

  @Override
  public String keyPrefix() {
    return InvoiceNumbers.KEY_PREFIX;
  }

  @Override
  public Map<String, AttributeValue> row(InvoiceNumbers numbers) {
    ItemBuilder row = new ItemBuilder().number(LAST, numbers.last());
    numbers.lastDate().ifPresent(date -> row.time(LAST_DATE, date));
    return row.map();
  }

  @Override
  public InvoiceNumbers read(ItemReader row) {
    Matcher key = KEY.matcher(row.text(OutboxTable.PK));
    if (!key.matches()) {
      throw new UnreadableItem(OutboxTable.PK, "is not an invoice series and year");
    }
    return new InvoiceNumbers(
        new InvoiceSeries(key.group(1)),
        Integer.parseInt(key.group(2)),
        row.number(LAST),
        row.maybeTime(LAST_DATE),
        new Version(row.number(OutboxTable.VERSION)));
  }
}
