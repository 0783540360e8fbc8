package io.fleetfix.outbox.paging;

import io.fleetfix.outbox.event.InvalidValue;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted.
 *
 * @param limit how many items at most, 1 to {@link #MAX_LIMIT}
 * @param cursor from the page before, null for the first; opaque, and only good for the same list
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
