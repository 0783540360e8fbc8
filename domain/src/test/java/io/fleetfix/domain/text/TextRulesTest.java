package io.fleetfix.domain.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.outbox.event.InvalidValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextRulesTest {
  private static final String WRENCH = "\uD83D\uDD27";

  @ParameterizedTest
  @CsvSource({"a, 499", "a, 500", "\u00fc, 500", "\u8f66, 500"})
  void acceptsUpToFiveHundredCharacters(String character, int count) {
    String text = character.repeat(count);

    assertThat(TextRules.checked("complaint", text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(ints = {499, 500})
  void countsAnEmojiAsOneCharacter(int count) {
    String text = WRENCH.repeat(count);

    assertThat(TextRules.checked("complaint", text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "\u00fc", "\u8f66", WRENCH})
  void rejectsTheFiveHundredAndFirstCharacter(String character) {
    String text = character.repeat(501);

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> TextRules.checked("complaint", text))
        .returns("complaint", InvalidValue::field)
        .returns("must have at most 500 characters", InvalidValue::problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t", "\r\n", "\u3000", " \u2028 "})
  void rejectsABlankText(String blank) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> TextRules.checked("complaint", blank))
        .returns("complaint", InvalidValue::field)
        .returns("must not be empty", InvalidValue::problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "first line\nsecond line\r\nthird",
        "she said \"it squeals\" & 'rattles' <b>",
        "\u0627\u0644\u0641\u0631\u0627\u0645\u0644",
        "\u0130stanbul'da \u0131s\u0131tma",
        " spaces around ",
        "a" + WRENCH + "b" + WRENCH,
        WRENCH + WRENCH,
      })
  void returnsEveryScriptAndSymbolUnchanged(String text) {
    assertThat(TextRules.checked("complaint", text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "high \uD83D",
        "\uD83D first",
        "mid \uD83D dle",
        "low \uDD27",
        "\uDD27 first",
        "swapped \uDD27\uD83D",
        WRENCH + "\uD83D",
        "\uDD27" + WRENCH,
      })
  void rejectsALoneSurrogate(String malformed) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> TextRules.checked("complaint", malformed))
        .returns("complaint", InvalidValue::field)
        .returns("must be well-formed Unicode", InvalidValue::problem);
  }
}
