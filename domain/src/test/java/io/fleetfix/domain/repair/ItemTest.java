package io.fleetfix.domain.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.quantity.Quantity;
import io.fleetfix.domain.quantity.Unit;
import io.fleetfix.outbox.event.InvalidValue;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ItemTest {
  private static final Part PAD =
      new Part(Optional.of("1K0 698 151"), Optional.of(Part.Condition.REBUILT));

  /** Half up is away from zero, so a discount is rounded as the price that it takes back. */
  @ParameterizedTest
  @CsvSource({
    "LABOUR, 1.5, 90.00, EUR, 135.00",
    "LABOUR, 0.333, 90.00, EUR, 29.97",
    "PART, 3, 0.05, EUR, 0.15",
    "PART, 0.5, 0.01, EUR, 0.01",
    "PART, 0.499, 0.01, EUR, 0.00",
    "DISCOUNT, 0.5, -0.01, EUR, -0.01",
    "GOODWILL, 0.499, -0.01, EUR, 0.00",
    "PART, 2.5, 101, JPY, 253",
    "PART, 1.001, 1.500, KWD, 1.502",
  })
  void roundsThePriceHalfUp(
      LineKind kind, String quantity, String unitPrice, String currency, String price) {
    Item item = item(kind, Part.UNKNOWN, quantity, Money.parse(unitPrice, currency));

    assertThat(item.price()).isEqualTo(Money.parse(price, currency));
  }

  @ParameterizedTest
  @EnumSource(names = {"LABOUR", "PART"})
  void rejectsANegativePriceOfWhatIsSold(LineKind kind) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> item(kind, Part.UNKNOWN, "1", Money.parse("-0.01", "EUR")))
        .returns("price.amount", InvalidValue::field);
  }

  @ParameterizedTest
  @CsvSource({"DISCOUNT, 0.00", "DISCOUNT, 0.01", "GOODWILL, 0.00", "GOODWILL, 10.00"})
  void rejectsAReductionThatReducesNothing(LineKind kind, String amount) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> item(kind, Part.UNKNOWN, "1", Money.parse(amount, "EUR")))
        .returns("price.amount", InvalidValue::field);
  }

  @Test
  void acceptsWorkThatCostsNothing() {
    assertThat(item(LineKind.LABOUR, Part.UNKNOWN, "1", Money.parse("0.00", "EUR")).price())
        .isEqualTo(Money.parse("0.00", "EUR"));
  }

  @ParameterizedTest
  @CsvSource({
    "LABOUR, 1, 100000000.00",
    "DISCOUNT, 1, -100000000.00",
    "LABOUR, 2, 50000000.00",
    "PART, 999999.999, 100.01",
    "GOODWILL, 2, -50000000.00",
  })
  void limitsTheUnitPriceAndThePrice(LineKind kind, String quantity, String unitPrice) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> item(kind, Part.UNKNOWN, quantity, Money.parse(unitPrice, "EUR")))
        .returns("price.amount", InvalidValue::field)
        .returns("must be at most 99999999.99", InvalidValue::problem);
  }

  @ParameterizedTest
  @CsvSource({"LABOUR, 1, 99999999.99", "PART, 999999.999, 100.00", "DISCOUNT, 1, -99999999.99"})
  void acceptsWhatIsAtTheLimit(LineKind kind, String quantity, String unitPrice) {
    assertThat(item(kind, Part.UNKNOWN, quantity, Money.parse(unitPrice, "EUR")).kind())
        .isEqualTo(kind);
  }

  @Test
  void knowsThePart() {
    assertThat(item(LineKind.PART, PAD, "2", Money.parse("24.95", "EUR")).part()).isEqualTo(PAD);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "PART")
  void rejectsAPartOfAnyOtherKind(LineKind kind) {
    String amount = kind.reduces() ? "-1.00" : "1.00";

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> item(kind, PAD, "1", Money.parse(amount, "EUR")))
        .returns("part", InvalidValue::field);
  }

  @Test
  void rejectsAPartNumberThatCannotBeSeen() {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new Part(Optional.of(" "), Optional.empty()))
        .returns("part.number", InvalidValue::field);
  }

  @Test
  void countsTheBytesOfItsTexts() {
    Part number = new Part(Optional.of("ü1"), Optional.empty());
    Item item =
        new Item(LineKind.PART, "Öl", number, Quantity.ONE, Unit.LITRE, Money.parse("1.00", "EUR"));

    assertThat(item.textBytes()).isEqualTo(3 + 3);
  }

  private static Item item(LineKind kind, Part part, String quantity, Money unitPrice) {
    return new Item(kind, "Brake pads", part, Quantity.parse(quantity), Unit.ONE, unitPrice);
  }
}
