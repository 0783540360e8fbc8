package io.fleetfix.domain.repair;

import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.quantity.Quantity;
import io.fleetfix.domain.quantity.Unit;
import io.fleetfix.domain.text.TextRules;
import io.fleetfix.outbox.event.InvalidValue;

/**
 * What a line charges for, or what it reduces the price by.
 *
 * @param part nothing is known of it unless the line is a part
 * @param unitPrice without VAT; negative if and only if the line reduces the price
 */
public record Item(
    LineKind kind, String description, Part part, Quantity quantity, Unit unit, Money unitPrice) {
  /** Of the price of a line, in minor units. The sum of 200 such lines still fits every column. */
  public static final long MAX_PRICE_MINOR_UNITS = 9_999_999_999L;

  private static final String PRICE = "price.amount";

  public Item {
    TextRules.checked("description", description);
    if (kind != LineKind.PART && !part.equals(Part.UNKNOWN)) {
      throw new InvalidValue("part", "must be left out unless the kind is PART");
    }
    if (kind.reduces() && unitPrice.minorUnits() >= 0) {
      throw new InvalidValue(PRICE, "must be negative in a line that reduces the price");
    }
    if (!kind.reduces() && unitPrice.minorUnits() < 0) {
      throw new InvalidValue(
          PRICE, "must not be negative: a line of the kind DISCOUNT or GOODWILL reduces the price");
    }
    checkLimit(quantity, unitPrice);
  }

  /** Labour at a price for all of it. */
  public static Item labour(String description, Money price) {
    return new Item(LineKind.LABOUR, description, Part.UNKNOWN, Quantity.ONE, Unit.ONE, price);
  }

  private static void checkLimit(Quantity quantity, Money unitPrice) {
    Money limit = new Money(MAX_PRICE_MINOR_UNITS, unitPrice.currency());
    if (Math.abs(unitPrice.minorUnits()) > MAX_PRICE_MINOR_UNITS
        || Math.abs(quantity.times(unitPrice).minorUnits()) > MAX_PRICE_MINOR_UNITS) {
      throw new InvalidValue(PRICE, "must be at most " + limit.amount());
    }
  }

  /** The price of the line without VAT: the quantity times the unit price, rounded half up. */
  public Money price() {
    return quantity.times(unitPrice);
  }

  /** The bytes of the texts in UTF-8. */
  public int textBytes() {
    return TextRules.bytes(description) + part.textBytes();
  }
}
