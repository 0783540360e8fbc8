package io.fleetfix.outbox.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.outbox.event.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-",
        "!",
        "~",
        "a,b",
        "a#b",
        "q+/A==",
        "urn:order:7;try=1",
        "6f1c9b1e-7c1f-4d0c-9a55-0f8e8c9c8f11"
      })
  void acceptsVisibleCharacters(String text) {
    assertThat(new IdempotencyKey(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\n", "\"a\"", "a\"b", "a\\b", "\u007f", "ä", "１"})
  void refusesAnyOtherText(String text) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new IdempotencyKey(text))
        .returns("Idempotency-Key", InvalidValue::field);
  }

  @Test
  void acceptsUpTo255Characters() {
    String longest = "0123456789abcdef~".repeat(15);

    assertThat(new IdempotencyKey(longest).value()).hasSize(255);
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new IdempotencyKey(longest + "a"));
  }
}
