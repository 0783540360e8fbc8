package io.fleetfix.outbox.command;

import io.fleetfix.outbox.event.InvalidValue;
import java.util.regex.Pattern;

/**
 * The caller's own identifier for one request, by which a repeated request is recognised.
 *
 * @param value 1 to 255 visible ASCII characters except quotes ({@code "}) and backslashes, so that
 *     it means the same with and without quotes around it
 */
public record IdempotencyKey(String value) {
  private static final Pattern FORM = Pattern.compile("[!-~&&[^\"\\\\]]{1,255}");

  public IdempotencyKey {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidValue(
          "Idempotency-Key",
          "must be 1 to 255 visible ASCII characters without quotes and backslashes");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
