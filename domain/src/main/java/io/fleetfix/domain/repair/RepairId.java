package io.fleetfix.domain.repair;

import io.fleetfix.domain.text.RandomText;
import io.fleetfix.outbox.event.InvalidValue;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The id of a repair.
 *
 * @param value matches {@code ^R-[0-9A-Z]{1,32}$}: safe in keys, paths and log lines
 */
public record RepairId(String value) {
  /** The name of this id as a field in requests, events and logs. */
  public static final String FIELD = "repairId";

  private static final Pattern FORM = Pattern.compile("R-[0-9A-Z]{1,32}");

  public RepairId {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidValue(FIELD, "must be R- and 1 to 32 digits or capital letters");
    }
  }

  /** Empty if the text cannot be the id of any repair. */
  public static Optional<RepairId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new RepairId(text)) : Optional.empty();
  }

  /** A new id of 80 random bits. If the id is taken, opening the repair fails with a conflict. */
  public static RepairId random(RandomGenerator random) {
    return new RepairId("R-" + RandomText.of(random));
  }

  @Override
  public String toString() {
    return value;
  }
}
