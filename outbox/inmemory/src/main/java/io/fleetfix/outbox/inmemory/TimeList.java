package io.fleetfix.outbox.inmemory;

import io.fleetfix.outbox.paging.ListPosition;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageBytes;
import io.fleetfix.outbox.paging.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
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

  int size() {
    return oldestFirst.size();
  }

  /** Reads a page of items that are always small, so that the limit alone bounds its size. */
  Page<T> page(PageRequest request) {
    return page(request, small -> 0);
  }

  /**
   * Reads a page.
   *
   * @param bytes the size of an item, for {@link PageBytes}
   */
  Page<T> page(PageRequest request, ToIntFunction<? super T> bytes) {
    String cursor = request.cursor();
    NavigableMap<ListPosition, T> rest =
        cursor == null ? oldestFirst : oldestFirst.headMap(ListPosition.ofCursor(cursor), false);
    List<T> items = new ArrayList<>();
    PageBytes room = new PageBytes();
    @Nullable ListPosition last = null;
    for (Map.Entry<ListPosition, T> next : rest.descendingMap().entrySet()) {
      if (items.size() == request.limit() || !room.take(bytes.applyAsInt(next.getValue()))) {
        return new Page<>(items, last == null ? null : last.cursor());
      }
      items.add(next.getValue());
      last = next.getKey();
    }
    return new Page<>(items, null);
  }
}
