package io.fleetfix.adapter.dynamodb;

import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.quantity.Quantity;
import io.fleetfix.domain.quantity.Unit;
import io.fleetfix.domain.repair.Item;
import io.fleetfix.domain.repair.LineKind;
import io.fleetfix.domain.repair.Part;
import io.fleetfix.domain.tax.Vat;
import io.fleetfix.domain.tax.VatCategory;
import io.fleetfix.domain.tax.VatRate;
import io.fleetfix.outbox.dynamodb.table.ItemBuilder;
import io.fleetfix.outbox.dynamodb.table.ItemReader;
import java.util.Currency;
import java.util.Optional;

/**
 * The attributes of a line. What an older release did not know is written only if it is not the
 * default: labour, a quantity of one, no VAT stated. {@code price} is always the net amount of the
 * line, as before.
 */
final class ChargeAttributes {
  private static final String DESCRIPTION = "description";
  private static final String PRICE = "price";
  private static final String KIND = "kind";
  private static final String QUANTITY = "quantity";
  private static final String UNIT = "unit";
  private static final String UNIT_PRICE = "unitPrice";
  private static final String PART_NUMBER = "partNumber";
  private static final String CONDITION = "condition";
  private static final String VAT = "vat";
  private static final String RATE = "vatRate";

  private ChargeAttributes() {}

  static ItemBuilder add(ItemBuilder line, Item item) {
    line.text(DESCRIPTION, item.description()).number(PRICE, item.price().minorUnits());
    if (item.kind() != LineKind.LABOUR) {
      line.text(KIND, item.kind().name());
    }
    if (!item.quantity().equals(Quantity.ONE)) {
      line.text(QUANTITY, item.quantity().toString())
          .number(UNIT_PRICE, item.unitPrice().minorUnits());
    }
    if (item.unit() != Unit.ONE) {
      line.text(UNIT, item.unit().name());
    }
    item.part().number().ifPresent(number -> line.text(PART_NUMBER, number));
    item.part().condition().ifPresent(condition -> line.text(CONDITION, condition.name()));
    return line;
  }

  static ItemBuilder add(ItemBuilder line, Vat vat) {
    line.text(VAT, vat.category().name());
    return vat.rate().isZero() ? line : line.text(RATE, vat.rate().toString());
  }

  static Item item(ItemReader line, Currency currency) {
    return new Item(
        line.has(KIND) ? line.oneOf(LineKind.class, KIND) : LineKind.LABOUR,
        RepairRowMapping.visible(line, DESCRIPTION),
        part(line),
        line.has(QUANTITY) ? Quantity.parse(line.text(QUANTITY)) : Quantity.ONE,
        line.has(UNIT) ? line.oneOf(Unit.class, UNIT) : Unit.ONE,
        new Money(line.number(line.has(UNIT_PRICE) ? UNIT_PRICE : PRICE), currency));
  }

  private static Part part(ItemReader line) {
    return new Part(
        line.has(PART_NUMBER) ? Optional.of(line.text(PART_NUMBER)) : Optional.empty(),
        line.has(CONDITION)
            ? Optional.of(line.oneOf(Part.Condition.class, CONDITION))
            : Optional.empty());
  }

  /** Empty if the line states none. */
  static Optional<Vat> vat(ItemReader line) {
    return line.has(VAT)
        ? Optional.of(
            new Vat(
                line.oneOf(VatCategory.class, VAT),
                line.has(RATE) ? VatRate.parse(RATE, line.text(RATE)) : VatRate.ZERO))
        : Optional.empty();
  }
}
