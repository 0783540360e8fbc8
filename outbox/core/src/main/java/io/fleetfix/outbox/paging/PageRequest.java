package io.fleetfix.outbox.paging;

import io.fleetfix.outbox.event.InvalidValue;
import org.jspecify.annotations.Nullable;

/**
 * A request for one page of a list. A page also ends before its items have more than {@link
 * PageBytes#MAX_BYTES}, so it can be shorter than the limit and still be followed by another one.
 *
 * @param limit maximum number of items, 1 to {@link #MAX_LIMIT}
 * @param cursor the cursor from the previous page, null for the first page; opaque, and valid only
 *     for the same list
 */
public record PageRequest(int limit, @Nullable String cursor) {
  public static final int MAX_LIMIT = 200;
  public static final int DEFAULT_LIMIT = 50;

  public PageRequest {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new InvalidValue("limit", "must be 1 to " + MAX_LIMIT);
    }
  }
}
