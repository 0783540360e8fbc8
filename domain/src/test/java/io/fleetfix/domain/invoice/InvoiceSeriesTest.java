package io.fleetfix.domain.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.outbox.event.InvalidValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvoiceSeriesTest {
  @ParameterizedTest
  @ValueSource(strings = {"A", "7", "INV", "ABCDEFGH90"})
  void acceptsOneToTenDigitsOrCapitals(String text) {
    assertThat(new InvoiceSeries(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "inv", "INV-1", "IN V", "INV\n", "\u0130NV", "ABCDEFGHIJK"})
  void rejectsEveryOtherText(String text) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new InvoiceSeries(text))
        .returns("series", InvalidValue::field);
  }
}
