package io.fleetfix.outbox.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.outbox.event.InvalidValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
  private static final String SIXTY_FOUR =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

  @ParameterizedTest
  @ValueSource(strings = {"0", "-", "_", "6f1c9b1e-7c1f-4d0c-9a55-0f8e8c9c8f11", SIXTY_FOUR})
  void acceptsOneToSixtyFourAllowedCharacters(String text) {
    assertThat(new IdempotencyKey(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\n", "a#b", "a,b", "\"a\"", "ä", "１", SIXTY_FOUR + "a"})
  void refusesAnyOtherText(String text) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new IdempotencyKey(text))
        .returns("Idempotency-Key", InvalidValue::field);
  }
}
