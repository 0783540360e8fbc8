package io.fleetfix.domain.repair;

import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.text.TextRules;
import io.fleetfix.outbox.event.InvalidValue;

/** One piece of work with its price. */
public record WorkLine(LineId lineId, String description, Money price) {
  /** In minor units. The sum of 200 such lines still fits every column. */
  public static final long MAX_PRICE_MINOR_UNITS = 9_999_999_999L;

  /** The id, the price and the names of the fields. */
  private static final int BYTES_BESIDE_TEXT = 100;

  public WorkLine {
    TextRules.checked("description", description);
    if (price.minorUnits() > MAX_PRICE_MINOR_UNITS) {
      throw new InvalidValue(
          "price.amount",
          "must be at most " + new Money(MAX_PRICE_MINOR_UNITS, price.currency()).amount());
    }
  }

  int sizeInBytes() {
    return BYTES_BESIDE_TEXT + TextRules.bytes(description);
  }
}
