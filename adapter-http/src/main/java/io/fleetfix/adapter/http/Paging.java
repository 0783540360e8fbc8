package io.fleetfix.adapter.http;

import io.fleetfix.application.port.PageRequest;
import io.fleetfix.domain.InvalidValue;
import io.javalin.http.Context;

/** The query parameters that every list has. */
final class Paging {
  private Paging() {}

  /**
   * Reads {@code limit} and {@code cursor}.
   *
   * @throws InvalidValue if the limit is no number or out of bounds
   */
  static PageRequest of(Context context) {
    String limit = context.queryParam("limit");
    return new PageRequest(
        limit == null ? PageRequest.DEFAULT_LIMIT : number(limit), context.queryParam("cursor"));
  }

  private static int number(String limit) {
    if (!limit.matches("[0-9]{1,4}")) {
      throw new InvalidValue("limit", "must be 1 to " + PageRequest.MAX_LIMIT);
    }
    return Integer.parseInt(limit);
  }
}
