package io.fleetfix.outbox.command;

import io.fleetfix.outbox.event.InvalidValue;
import java.util.regex.Pattern;

/**
 * The caller's own identifier for one request, by which a repeated request is recognised.
 *
 * @param value matches {@code ^[A-Za-z0-9_-]{1,64}$}
 */
public record IdempotencyKey(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public IdempotencyKey {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidValue("Idempotency-Key", "must be 1 to 64 letters, digits, _ or -");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
