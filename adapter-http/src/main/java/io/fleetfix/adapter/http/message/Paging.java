package io.fleetfix.adapter.http.message;

import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.paging.PageRequest;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** The query parameters that every list has. */
public final class Paging {
  private Paging() {}

  /**
   * Reads {@code limit} and {@code cursor}.
   *
   * @throws InvalidValue if the limit is no number or out of bounds
   */
  public static PageRequest of(Context context) {
    int limit = once(context, "limit").map(Paging::number).orElse(PageRequest.DEFAULT_LIMIT);
    return new PageRequest(limit, once(context, "cursor").orElse(null));
  }

  /**
   * Reads a query parameter.
   *
   * @throws InvalidValue if it is given twice: whoever looked at the request before us may have
   *     taken the other one
   */
  public static Optional<String> once(Context context, String name) {
    List<String> given = context.queryParams(name);
    if (given.size() > 1) {
      throw new InvalidValue(name, "must be given once");
    }
    return given.stream().findAny();
  }

  private static int number(String limit) {
    if (!limit.matches("[0-9]{1,4}")) {
      throw new InvalidValue("limit", "must be 1 to " + PageRequest.MAX_LIMIT);
    }
    return Integer.parseInt(limit);
  }
}
