package io.fleetfix.adapter.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.application.port.Sender;
import io.fleetfix.outbox.event.InvalidValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenderTest {
  @ParameterizedTest
  @CsvSource({
    "Garage Example <garage@example.com>, Garage Example, garage@example.com",
    "garage@example.com, garage@example.com, garage@example.com",
    "' \"Ölwechsel\" & Söhne <a@b.example> ', '\"Ölwechsel\" & Söhne', a@b.example",
  })
  void parsesASender(String text, String name, String address) {
    assertThat(Sender.parse(text)).isEqualTo(new Sender(name, address));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Garage", "<a@b.example>", "A <a>", "A <a@b.example> B", "A\n<a@b>"})
  void rejectsAnInvalidSender(String text) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> Sender.parse(text))
        .withMessageContaining("Name <name@example.com>");
  }
}
