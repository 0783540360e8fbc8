package io.fleetfix.adapter.http.message;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.util.Objects;

/**
 * Describes where a text stops being JSON and why. Jackson has one exception for most mistakes, so
 * that only its messages distinguish them; they quote the text and are not passed on.
 */
final class MalformedJson {
  private MalformedJson() {}

  static String describe(JsonProcessingException mistake, JsonParser parser) {
    String message = mistake.getOriginalMessage();
    JsonLocation found =
        Objects.requireNonNullElse(mistake.getLocation(), parser.currentLocation());
    if (mistake instanceof StreamConstraintsException) {
      return exceeded(message, parser);
    }
    if (mistake instanceof JsonEOFException) {
      return "Unexpected end of the body " + at(found);
    }
    if (message.startsWith("Duplicate field")) {
      return "Duplicate key before " + place(found);
    }
    if (message.startsWith("Non-standard token")) {
      return "NaN or Infinity, which is not a JSON value, before " + place(found);
    }
    return "Unexpected character " + at(found);
  }

  /** After the value, where Jackson expects the next one. */
  static String trailing(JsonLocation found) {
    return "Unexpected content after the JSON object " + at(found);
  }

  private static String exceeded(String message, JsonParser parser) {
    if (message.startsWith("Document nesting depth")) {
      return "More than "
          + Json.MAX_DEPTH
          + " levels of nesting "
          + at(parser.currentTokenLocation());
    }
    if (message.startsWith("String value length")) {
      return "A text of more than "
          + Json.MAX_TEXT
          + " characters "
          + at(parser.currentTokenLocation());
    }
    if (message.startsWith("Name length")) {
      return "A key of more than "
          + Json.MAX_NAME
          + " characters before "
          + place(parser.currentLocation());
    }
    return "A number of more than "
        + Json.MAX_DIGITS
        + " digits before "
        + place(parser.currentLocation());
  }

  private static String at(JsonLocation location) {
    return "at " + place(location);
  }

  private static String place(JsonLocation location) {
    return "line " + location.getLineNr() + ", column " + location.getColumnNr() + ".";
  }
}
