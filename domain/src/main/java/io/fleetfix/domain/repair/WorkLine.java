package io.fleetfix.domain.repair;

import io.fleetfix.domain.money.Money;
import java.util.Optional;

/** A line of a repair: work, a part, or what reduces the price. */
public record WorkLine(LineId lineId, Charge charge) {
  /** The id, the numbers and the names of the fields. */
  private static final int BYTES_BESIDE_TEXT = 220;

  /** Labour at a price for all of it, with the usual VAT. */
  public WorkLine(LineId lineId, String description, Money price) {
    this(lineId, new Charge(Item.labour(description, price), Optional.empty()));
  }

  public Item item() {
    return charge.item();
  }

  public String description() {
    return item().description();
  }

  /** The price of the line without VAT. */
  public Money price() {
    return item().price();
  }

  int sizeInBytes() {
    return BYTES_BESIDE_TEXT + item().textBytes();
  }
}
