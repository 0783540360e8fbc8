package io.fleetfix.domain.repair;

import io.fleetfix.domain.text.RandomText;
import io.fleetfix.outbox.event.InvalidValue;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The id of a work line, by which a repeated line is recognised.
 *
 * @param value matches {@code ^L-[0-9A-Z]{1,32}$}
 */
public record LineId(String value) {
  private static final Pattern FORM = Pattern.compile("L-[0-9A-Z]{1,32}");

  public LineId {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidValue("lineId", "must be L- and 1 to 32 digits or capital letters");
    }
  }

  public static LineId random(RandomGenerator random) {
    return new LineId("L-" + RandomText.of(random));
  }

  @Override
  public String toString() {
    return value;
  }
}
