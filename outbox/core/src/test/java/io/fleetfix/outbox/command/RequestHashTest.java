package io.fleetfix.outbox.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.outbox.event.InvalidValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHashTest {
  private static final String SIXTY_THREE =
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde";

  @ParameterizedTest
  @ValueSource(strings = {SIXTY_THREE + "f", SIXTY_THREE + "0"})
  void acceptsAHexadecimalSha256(String text) {
    assertThat(new RequestHash(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", SIXTY_THREE, SIXTY_THREE + "F", SIXTY_THREE + "g", SIXTY_THREE + "00"})
  void refusesAnyOtherText(String text) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new RequestHash(text))
        .returns("requestHash", InvalidValue::field);
  }
}
