package io.fleetfix.outbox.inmemory;

import io.fleetfix.outbox.paging.ListPosition;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Items by time, newest first, read in pages. Guarded by the store's lock. */
final class TimeList<T> {
  private final TreeMap<ListPosition, T> oldestFirst = new TreeMap<>();

  void put(ListPosition position, T item) {
    oldestFirst.put(position, item);
  }

  void remove(ListPosition position) {
    oldestFirst.remove(position);
  }

  Page<T> page(PageRequest request) {
    String cursor = request.cursor();
    NavigableMap<ListPosition, T> rest =
        cursor == null ? oldestFirst : oldestFirst.headMap(ListPosition.ofCursor(cursor), false);
    List<T> items = new ArrayList<>();
    @Nullable ListPosition last = null;
    for (Map.Entry<ListPosition, T> next : rest.descendingMap().entrySet()) {
      if (items.size() == request.limit()) {
        return new Page<>(items, last == null ? null : last.cursor());
      }
      items.add(next.getValue());
      last = next.getKey();
    }
    return new Page<>(items, null);
  }
}
