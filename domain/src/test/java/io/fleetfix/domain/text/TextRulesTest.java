package io.fleetfix.domain.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.outbox.event.InvalidValue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
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
  @ValueSource(strings = {"", " ", "\t", "\r\n", "\u3000", " \u2028 ", "\u00a0", "\u2007"})
  void rejectsABlankText(String blank) {
    checkIsEmpty(blank);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 0x1b, 0x7f, 0x9f, // controls
        0xad, 0x200b, 0x200c, 0x200d, 0x2060, 0xfeff, // zero width
        0x61c, 0x200e, 0x200f, 0x202a, 0x202e, 0x2066, 0x2069, // bidi controls
        0x115f, 0x1160, 0x3164, 0xffa0, // fillers of Hangul
        0x180b, 0x180f, 0xfe00, 0xfe0f, 0xe0100, 0xe01ef, // variation selectors
        0xe0001, 0xe0020, 0xe007f, // tags
        0x34f, 0x17b4, 0x17b5, 0x2065, 0xfff0, 0xfff8, 0xe0000, 0xe0fff, // default-ignorable
        0x2800, 0x1d159, 0x13441, 0x16fe4, // blank by definition
        0xfdd0, 0xfffe, 0x10ffff, // noncharacters
      })
  void rejectsATextThatCannotBeSeen(int character) {
    String text = Character.toString(character);

    checkIsEmpty(text);
    checkIsEmpty(" " + text.repeat(3) + "\u200b\n" + text);
    assertThat(TextRules.checked("complaint", text + "a" + text)).isEqualTo(text + "a" + text);
  }

  /** Punctuation, symbols, lone combining marks, private use, and what Unicode may assign later. */
  @ParameterizedTest
  @ValueSource(ints = {'.', '-', 0x2022, 0x301, 0x20e3, 0xe000, 0xfffc, 0xfffd, 0x1f6e0, 0x2fe0})
  void acceptsATextOfOneVisibleCharacter(int character) {
    String text = Character.toString(character);

    assertThat(TextRules.checked("complaint", text)).isEqualTo(text);
  }

  /** No letter or digit is invisible, but for the fillers and two blanks among the letters. */
  @Test
  void everyLetterAndDigitCanBeSeen() {
    assertThat(
            IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(Character::isLetterOrDigit)
                .filter(TextRules::isInvisible)
                .boxed())
        .containsExactly(0x115f, 0x1160, 0x3164, 0xffa0, 0x13441, 0x13442);
  }

  private static void checkIsEmpty(String text) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> TextRules.checked("complaint", text))
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
