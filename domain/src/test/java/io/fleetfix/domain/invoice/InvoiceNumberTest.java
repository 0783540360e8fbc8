package io.fleetfix.domain.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.outbox.event.InvalidValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvoiceNumberTest {
  private static final InvoiceSeries SERIES = new InvoiceSeries("INV");

  @ParameterizedTest
  @CsvSource({
    "1, INV-2026-000001",
    "42, INV-2026-000042",
    "999999, INV-2026-999999",
    "1000000, INV-2026-1000000",
  })
  void isFormattedWithAtLeastSixDigits(long number, String text) {
    assertThat(new InvoiceNumber(SERIES, 2026, number)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void startsAtOne(long number) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new InvoiceNumber(SERIES, 2026, number))
        .returns("number", InvalidValue::field);
  }
}
