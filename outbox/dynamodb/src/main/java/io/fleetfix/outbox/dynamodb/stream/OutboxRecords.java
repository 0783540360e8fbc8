package io.fleetfix.outbox.dynamodb.stream;

import io.fleetfix.outbox.dynamodb.ledger.OutboxItem;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.dynamodb.table.UnreadableItem;
import io.fleetfix.outbox.port.OutboxEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/**
 * The records of a page that the relay handles: new outbox rows. Like the Pipe's filter, it ignores
 * our own marks on a row and the row's removal.
 *
 * @param unreadable new outbox rows that are not valid events
 */
record OutboxRecords(List<OutboxEntry> entries, List<Unreadable> unreadable) {

  /** A row and the reason why it is unreadable. */
  record Unreadable(Map<String, AttributeValue> row, String reason) {
    Unreadable {
      row = Map.copyOf(row);
    }
  }

  OutboxRecords {
    entries = List.copyOf(entries);
    unreadable = List.copyOf(unreadable);
  }

  static OutboxRecords in(List<Record> records, OutboxItem items) {
    List<OutboxEntry> entries = new ArrayList<>();
    List<Unreadable> unreadable = new ArrayList<>();
    for (Record record : records) {
      if (isNewOutboxRow(record.dynamodb())) {
        Map<String, AttributeValue> row = record.dynamodb().newImage();
        try {
          entries.add(items.entry(row));
        } catch (UnreadableItem e) {
          unreadable.add(new Unreadable(row, e.problem()));
        }
      }
    }
    return new OutboxRecords(entries, unreadable);
  }

  /** Where the given number of new outbox rows ends, or where the records end. */
  static int endOf(int outboxRows, List<Record> records) {
    int left = outboxRows;
    for (int i = 0; i < records.size(); i++) {
      if (isNewOutboxRow(records.get(i).dynamodb())) {
        left--;
        if (left == 0) {
          return i + 1;
        }
      }
    }
    return records.size();
  }

  boolean isEmpty() {
    return entries.isEmpty() && unreadable.isEmpty();
  }

  private static boolean isNewOutboxRow(StreamRecord change) {
    AttributeValue type = change.newImage().get(OutboxTable.ENTITY_TYPE);
    return type != null && OutboxItem.ENTITY_TYPE.equals(type.s()) && change.oldImage().isEmpty();
  }
}
