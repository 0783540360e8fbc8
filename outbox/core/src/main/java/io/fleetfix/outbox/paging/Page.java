package io.fleetfix.outbox.paging;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param unreadable the items of this page that cannot be read
 * @param nextCursor the cursor of the next page; null at the end
 */
public record Page<T>(List<T> items, List<Unreadable> unreadable, @Nullable String nextCursor) {
  public Page {
    items = List.copyOf(items);
    unreadable = List.copyOf(unreadable);
  }

  /** A page on which every item can be read. */
  public Page(List<T> items, @Nullable String nextCursor) {
    this(items, List.of(), nextCursor);
  }

  public <R> Page<R> map(Function<? super T, ? extends R> mapping) {
    return new Page<>(items.stream().<R>map(mapping).toList(), unreadable, nextCursor);
  }
}
