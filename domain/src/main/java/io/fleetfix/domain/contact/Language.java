package io.fleetfix.domain.contact;

import io.fleetfix.outbox.event.InvalidValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The languages that documents and mails are written in. */
public enum Language {
  ENGLISH("en"),
  GERMAN("de"),
  FRENCH("fr");

  private final String tag;

  Language(String tag) {
    this.tag = tag;
  }

  /** The tag of BCP 47, for example {@code de}. */
  public String tag() {
    return tag;
  }

  public Locale locale() {
    return Locale.forLanguageTag(tag);
  }

  /**
   * Finds a language by its tag.
   *
   * @throws InvalidValue if documents are not written in it
   */
  public static Language of(String field, String tag) {
    return Arrays.stream(values())
        .filter(language -> language.tag.equals(tag))
        .findAny()
        .orElseThrow(
            () ->
                new InvalidValue(
                    field,
                    Arrays.stream(values())
                        .map(Language::tag)
                        .collect(Collectors.joining(", ", "must be one of ", ""))));
  }
}
