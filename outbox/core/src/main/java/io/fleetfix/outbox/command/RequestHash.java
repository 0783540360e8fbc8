package io.fleetfix.outbox.command;

import io.fleetfix.outbox.event.InvalidValue;
import java.util.regex.Pattern;

/**
 * What a request asked for, in short: two requests with one hash are the same request.
 *
 * @param value a SHA-256, matches {@code ^[0-9a-f]{64}$}
 */
public record RequestHash(String value) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  public RequestHash {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidValue("requestHash", "must be 64 hexadecimal digits in lower case");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
