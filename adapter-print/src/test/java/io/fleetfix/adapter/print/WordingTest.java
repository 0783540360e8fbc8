package io.fleetfix.adapter.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.adapter.print.content.Wording;
import io.fleetfix.domain.contact.Language;
import io.fleetfix.domain.money.Money;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The words, numbers and dates of each language. */
class WordingTest {
  private static final Pattern PLACE = Pattern.compile("\\{[0-9]}");
  private static final Money MUCH = new Money(-123_456_789, Currency.getInstance("EUR"));

  @ParameterizedTest
  @EnumSource(Language.class)
  void eachLanguageHasEveryTextWithTheSamePlaces(Language language) {
    Wording english = words(Language.ENGLISH);
    Wording other = words(language);

    assertThat(new TreeSet<>(other.texts().stringPropertyNames()))
        .isEqualTo(new TreeSet<>(english.texts().stringPropertyNames()));
    for (String key : english.texts().stringPropertyNames()) {
      assertThat(places(other, key)).as(key).isEqualTo(places(english, key));
      assertThat(other.texts().getProperty(key).isBlank())
          .as(key)
          .isEqualTo(key.equals("unit.ONE"));
    }
  }

  @Test
  void writesNumbersAsTheLanguageDoes() {
    assertThat(words(Language.ENGLISH).money(MUCH)).isEqualTo("-1,234,567.89 EUR");
    assertThat(words(Language.GERMAN).money(MUCH)).isEqualTo("-1.234.567,89 EUR");
    assertThat(words(Language.FRENCH).money(MUCH)).isEqualTo("-1\u00a0234\u00a0567,89 EUR");
    assertThat(words(Language.GERMAN).money(new Money(1_234_567, Currency.getInstance("JPY"))))
        .isEqualTo("1.234.567 JPY");
  }

  @Test
  void writesDatesAsTheLanguageDoes() {
    Instant march = Instant.parse("2026-03-01T12:00:00.000Z");

    assertThat(words(Language.ENGLISH).date(march)).isEqualTo("1 March 2026");
    assertThat(words(Language.GERMAN).date(march)).isEqualTo("1. März 2026");
    assertThat(words(Language.FRENCH).date(march)).isEqualTo("1 mars 2026");
    assertThat(
            Wording.of(
                    Language.ENGLISH,
                    Optional.of(Samples.CALIFORNIAN.seller()),
                    ZoneId.of("America/Los_Angeles"))
                .date(march))
        .isEqualTo("March 1, 2026");
  }

  @Test
  void putsTextsIntoTheirPlacesAsTheyAre() {
    assertThat(words(Language.ENGLISH).text("corrects", "{1} $1 \\", "{0}"))
        .isEqualTo("This credit note corrects invoice {1} $1 \\ of {0}.");
  }

  private static List<String> places(Wording words, String key) {
    return PLACE
        .matcher(words.texts().getProperty(key))
        .results()
        .map(MatchResult::group)
        .sorted()
        .toList();
  }

  private static Wording words(Language language) {
    return Wording.of(language, Optional.empty(), Samples.ZONE);
  }
}
