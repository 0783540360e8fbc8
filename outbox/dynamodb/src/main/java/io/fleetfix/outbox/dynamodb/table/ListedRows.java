package io.fleetfix.outbox.dynamodb.table;

import io.fleetfix.outbox.paging.PageBytes;
import io.fleetfix.outbox.paging.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads the rows of one page, a few at a time, until the page has no room for the next one. */
final class ListedRows<T> {
  /**
   * The index does not show how large a row is, and a row can have 400 KB: so a read takes 2 MB at
   * most, however many items the page may have.
   */
  private static final int ROWS_PER_READ = 5;

  private final RowBatch batch;
  private final Function<ItemReader, Optional<T>> mapping;
  private final ToIntFunction<? super T> bytes;

  private final PageBytes room = new PageBytes();
  private final List<T> items = new ArrayList<>();
  private final List<Unreadable> unreadable = new ArrayList<>();

  ListedRows(
      RowBatch batch, Function<ItemReader, Optional<T>> mapping, ToIntFunction<? super T> bytes) {
    this.batch = batch;
    this.mapping = mapping;
    this.bytes = bytes;
  }

  /**
   * Reads the rows of these index keys in their order.
   *
   * @return the number of keys that the page includes; at least one, unless there are none
   */
  int read(List<Map<String, AttributeValue>> keys) {
    for (int from = 0; from < keys.size(); from += ROWS_PER_READ) {
      List<Map<String, AttributeValue>> next =
          keys.subList(from, Math.min(keys.size(), from + ROWS_PER_READ));
      for (Map<String, AttributeValue> row : batch.rows(next)) {
        if (!add(row)) {
          return from + indexOf(row, next);
        }
      }
    }
    return keys.size();
  }

  private static int indexOf(
      Map<String, AttributeValue> row, List<Map<String, AttributeValue>> keys) {
    return keys.stream().map(OutboxTable::keyOf).toList().indexOf(OutboxTable.keyOf(row));
  }

  private boolean add(Map<String, AttributeValue> row) {
    try {
      Optional<T> item = ItemReader.read(row, mapping);
      if (item.isPresent() && !room.take(bytes.applyAsInt(item.get()))) {
        return false;
      }
      item.ifPresent(items::add);
    } catch (UnreadableItem problem) {
      unreadable.add(problem.in(row));
    }
    return true;
  }

  List<T> items() {
    return items;
  }

  List<Unreadable> unreadable() {
    return unreadable;
  }
}
