package io.fleetfix.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.outbox.event.InvalidValue;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {
  @ParameterizedTest
  @CsvSource({"en, English", "de, German", "fr, French"})
  void isFoundByItsTag(String tag, String name) {
    Language language = Language.of("language", tag);

    assertThat(language.tag()).isEqualTo(tag);
    assertThat(language.locale().getDisplayLanguage(Locale.ENGLISH)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "DE", "de-AT", "it", "german", "GERMAN"})
  void refusesOthers(String tag) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> Language.of("customer.language", tag))
        .returns("customer.language", InvalidValue::field)
        .returns("must be one of en, de, fr", InvalidValue::problem);
  }
}
