package io.fleetfix.application;

import io.fleetfix.outbox.paging.ListPosition;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** A list as the stores keep it: newest first, in pages. */
record NewestFirst<T>(List<T> items, Function<T, ListPosition> position) {
  Page<T> page(PageRequest request) {
    String cursor = request.cursor();
    List<T> rest =
        items.stream()
            .sorted(Comparator.comparing(position).reversed())
            .filter(
                item ->
                    cursor == null
                        || position.apply(item).compareTo(ListPosition.ofCursor(cursor)) < 0)
            .toList();
    List<T> page = rest.stream().limit(request.limit()).toList();
    return new Page<>(
        page, page.size() == rest.size() ? null : position.apply(page.getLast()).cursor());
  }
}
