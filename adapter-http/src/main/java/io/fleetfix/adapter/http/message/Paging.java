package io.fleetfix.adapter.http.message;

import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.paging.PageRequest;
import io.javalin.http.Context;
import java.util.Optional;

/** The query parameters of every list. */
public final class Paging {
  private Paging() {}

  /**
   * Reads {@code limit} and {@code cursor}.
   *
   * @throws InvalidValue if the limit is not a number within the bounds
   */
  public static PageRequest of(Context context) {
    return new PageRequest(limit(context), once(context, "cursor").orElse(null));
  }

  /**
   * Reads {@code limit} alone, for a list without pages.
   *
   * @throws InvalidValue if it is not a number within the bounds
   */
  public static int limit(Context context) {
    int limit = once(context, "limit").map(Paging::number).orElse(PageRequest.DEFAULT_LIMIT);
    return new PageRequest(limit, null).limit();
  }

  /** Reads a query parameter, which {@link QueryHandler} allows once. */
  public static Optional<String> once(Context context, String name) {
    return Optional.ofNullable(context.queryParam(name));
  }

  private static int number(String limit) {
    if (!limit.matches("[0-9]{1,4}")) {
      throw new InvalidValue("limit", "must be 1 to " + PageRequest.MAX_LIMIT);
    }
    return Integer.parseInt(limit);
  }
}
