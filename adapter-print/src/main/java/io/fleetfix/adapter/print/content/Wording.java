package io.fleetfix.adapter.print.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fleetfix.domain.contact.Language;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.seller.Seller;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words, numbers and dates of a document in its language. For one thread.
 *
 * @param locale the language, and in English the country whose dates are written
 */
public record Wording(Locale locale, ZoneId zone, Properties texts) {
  private static final Pattern PLACE = Pattern.compile("\\{([0-9])}");

  /** A narrow space that few fonts have. */
  private static final char NARROW = '\u202f';

  private static final char NO_BREAK = '\u00a0';

  public static Wording of(Language language, Optional<Seller> seller, ZoneId zone) {
    return new Wording(locale(language, seller), zone, texts(language));
  }

  private static Locale locale(Language language, Optional<Seller> seller) {
    return switch (language) {
      case ENGLISH ->
          seller.filter(known -> known.address().country().code().equals("US")).isPresent()
              ? Locale.US
              : Locale.UK;
      case GERMAN -> Locale.GERMANY;
      case FRENCH -> Locale.FRANCE;
    };
  }

  private static Properties texts(Language language) {
    String resource = "document_" + language.tag() + ".properties";
    try (InputStream file = Wording.class.getResourceAsStream(resource)) {
      if (file == null) {
        throw new IllegalStateException(resource + " is missing from the class path");
      }
      Properties texts = new Properties();
      texts.load(new InputStreamReader(file, UTF_8));
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A text.
   *
   * @param arguments are put into its places, and may contain anything
   */
  public String text(String key, String... arguments) {
    String text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalArgumentException("There is no text " + key);
    }
    return PLACE
        .matcher(text)
        .replaceAll(place -> Matcher.quoteReplacement(arguments[Integer.parseInt(place.group(1))]));
  }

  /** The amount without its currency. */
  String amount(Money money) {
    int decimals = money.currency().getDefaultFractionDigits();
    return number(BigDecimal.valueOf(money.minorUnits(), decimals), decimals);
  }

  /** The amount and the code of its currency. */
  public String money(Money money) {
    return amount(money) + " " + money.currency().getCurrencyCode();
  }

  /** A number with no more decimals than it has. */
  String number(BigDecimal number) {
    return number(number, Math.max(0, number.scale()));
  }

  private String number(BigDecimal number, int decimals) {
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    return format.format(number).replace(NARROW, NO_BREAK);
  }

  public String date(Instant time) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
        .withLocale(locale)
        .format(time.atZone(zone))
        .replace(NARROW, NO_BREAK);
  }
}
