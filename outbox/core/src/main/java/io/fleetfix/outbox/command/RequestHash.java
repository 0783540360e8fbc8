package io.fleetfix.outbox.command;

import io.fleetfix.outbox.event.InvalidValue;
import java.util.regex.Pattern;

/**
 * A hash of a request's content: two requests with the same hash are treated as the same request.
 *
 * @param value a hexadecimal SHA-256, matches {@code ^[0-9a-f]{64}$}
 */
public record RequestHash(String value) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  public RequestHash {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidValue("requestHash", "must be 64 lower-case hexadecimal digits");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
