package io.fleetfix.domain.invoice;

import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.quantity.Quantity;
import io.fleetfix.domain.quantity.Unit;
import io.fleetfix.domain.repair.Item;
import io.fleetfix.domain.repair.LineKind;
import io.fleetfix.domain.repair.Part;
import io.fleetfix.domain.tax.Vat;
import io.fleetfix.domain.tax.VatCategory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Lines of repairs of every kind, in currencies with 0, 2 and 3 decimals. */
record RandomLines(RandomGenerator random) {
  /** How many repairs a property is checked for; more of them on request. */
  static final int REPAIRS = Integer.getInteger("fleetfix.repairs", 50);

  private static final List<LineKind> KINDS = List.of(LineKind.values());

  private static final List<Vat> VATS =
      List.of(
          SomeBills.vat("19"),
          SomeBills.vat("7"),
          SomeBills.vat("5.5"),
          SomeBills.vat("7.125"),
          SomeBills.vat("0"),
          Vat.none(VatCategory.EXEMPT),
          Vat.none(VatCategory.REVERSE_CHARGE));

  Currency currency() {
    return Currency.getInstance(List.of("EUR", "JPY", "KWD").get(random.nextInt(3)));
  }

  /** Lines with a few of the rates, so that each has several lines. */
  List<InvoiceLine> lines(Currency currency) {
    int rates = random.nextInt(1, VATS.size() + 1);
    return IntStream.range(0, random.nextInt(1, 13))
        .mapToObj(i -> new InvoiceLine(item(currency), VATS.get(random.nextInt(rates))))
        .toList();
  }

  /** The same, but no rate has a negative total, so that they can be invoiced. */
  List<InvoiceLine> billable(Currency currency) {
    List<InvoiceLine> lines = new ArrayList<>();
    for (InvoiceLine line : lines(currency)) {
      lines.add(line);
      if (Totals.of(currency, lines).isNegative()) {
        lines.removeLast();
      }
    }
    return lines;
  }

  /** One in four has a price whose VAT often ends in half a minor unit. */
  private Item item(Currency currency) {
    LineKind kind = KINDS.get(random.nextInt(KINDS.size()));
    boolean single = random.nextInt(4) == 0;
    long price = single ? 50 * random.nextLong(1, 100) : random.nextLong(1, 400_000);
    Quantity quantity = single ? Quantity.ONE : quantity();
    return new Item(
        kind,
        "Work",
        Part.UNKNOWN,
        quantity,
        Unit.HOUR,
        new Money(kind.reduces() ? -price : price, currency));
  }

  private Quantity quantity() {
    return new Quantity(BigDecimal.valueOf(random.nextLong(1, 20_000), random.nextInt(4)));
  }
}
