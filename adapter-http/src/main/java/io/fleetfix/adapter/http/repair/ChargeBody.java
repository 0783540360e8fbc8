package io.fleetfix.adapter.http.repair;

import io.fleetfix.adapter.http.message.RequestBody;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.quantity.Quantity;
import io.fleetfix.domain.quantity.Unit;
import io.fleetfix.domain.repair.Charge;
import io.fleetfix.domain.repair.Item;
import io.fleetfix.domain.repair.LineKind;
import io.fleetfix.domain.repair.Part;
import io.fleetfix.domain.repair.Part.Condition;
import io.fleetfix.domain.tax.Vat;
import io.fleetfix.domain.tax.VatCategory;
import io.fleetfix.domain.tax.VatRate;
import io.fleetfix.outbox.event.InvalidValue;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A line in a request. It has a price for all of it, as in the first releases, or a price for each
 * unit.
 */
record ChargeBody(RequestBody body) {
  private static final String PRICE = "price";
  private static final String UNIT_PRICE = "unitPrice";
  private static final String QUANTITY = Quantity.FIELD;
  private static final String UNIT = "unit";
  private static final String RATE = "rate";
  private static final String[] FIELDS = {
    "description", "kind", "part", QUANTITY, UNIT, PRICE, UNIT_PRICE, "vat"
  };

  /** What a line can state: without a statement, there is no VAT to name. */
  private static final EnumSet<VatCategory> CATEGORIES =
      EnumSet.complementOf(EnumSet.of(VatCategory.NOT_STATED));

  static String[] fields() {
    return FIELDS.clone();
  }

  Charge charge() {
    Money amount = amount();
    String description = body.text("description");
    LineKind kind =
        body.optional("kind", field -> body.choice(field, List.of(LineKind.values())))
            .orElse(LineKind.LABOUR);
    Part part = body.optional("part", this::part).orElse(Part.UNKNOWN);
    Quantity quantity = body.optional(QUANTITY, this::quantity).orElse(Quantity.ONE);
    Unit unit =
        body.optional(UNIT, field -> body.choice(field, List.of(Unit.values()))).orElse(Unit.ONE);
    Optional<Vat> vat = body.optional("vat", this::vat);
    return new Charge(named(() -> new Item(kind, description, part, quantity, unit, amount)), vat);
  }

  /** The price of one unit, or of the only one. */
  private Money amount() {
    boolean whole = body.has(PRICE);
    if (whole && body.has(UNIT_PRICE)) {
      throw body.wrong(PRICE, "must be left out where there is a unitPrice");
    }
    if (!whole && !body.has(UNIT_PRICE)) {
      throw body.wrong(PRICE, "is missing: send price for the whole line, or unitPrice");
    }
    for (String field : List.of(QUANTITY, UNIT)) {
      if (whole && body.has(field)) {
        throw body.wrong(field, "must be left out beside price: send unitPrice instead of price");
      }
    }
    return money(body, whole ? PRICE : UNIT_PRICE);
  }

  /** Reads an amount of money. */
  static Money money(RequestBody body, String field) {
    RequestBody money = body.object(field, "amount", "currency");
    String amount = money.text("amount");
    String currency = money.text("currency");
    return money.make("price.", () -> Money.parse(amount, currency));
  }

  private Quantity quantity(String field) {
    String text = body.text(field);
    return body.make("", () -> Quantity.parse(text));
  }

  private Part part(String field) {
    RequestBody part = body.object(field, "number", "condition");
    Optional<String> number = part.optional("number", part::text);
    Optional<Condition> condition =
        part.optional("condition", name -> part.choice(name, List.of(Condition.values())));
    return body.make("", () -> new Part(number, condition));
  }

  private Vat vat(String field) {
    RequestBody vat = body.object(field, "category", RATE);
    VatCategory category = vat.choice("category", CATEGORIES);
    if (category == VatCategory.STANDARD && !vat.has(RATE)) {
      throw vat.wrong(RATE, "is missing: the category STANDARD needs it, such as 19");
    }
    String rate = vat.optional(RATE, vat::text).orElse("0");
    return body.make("", () -> new Vat(category, VatRate.parse("vat.rate", rate)));
  }

  /**
   * Makes a value of this line. If its price is not allowed, the exception names the field that the
   * request has.
   */
  <T> T named(Supplier<T> value) {
    return body.make(
        "",
        () -> {
          try {
            return value.get();
          } catch (InvalidValue invalid) {
            throw body.has(UNIT_PRICE) && invalid.field().startsWith("price.")
                ? new InvalidValue(
                    UNIT_PRICE + invalid.field().substring(PRICE.length()), invalid.problem())
                : invalid;
          }
        });
  }
}
