package io.fleetfix.outbox.command;

import io.fleetfix.outbox.event.InvalidValue;
import java.util.regex.Pattern;

/**
 * The sender's own name for one request, so that it is known when it comes again.
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
