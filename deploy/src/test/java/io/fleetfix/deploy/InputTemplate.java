package io.fleetfix.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Pipe's input template: an unquoted path is replaced by its value as JSON. A path without a
 * value is an error, because it is not known how AWS handles it.
 */
record InputTemplate(String text) {
  /** AWS's limit, in characters. */
  static final int MAX_LENGTH = 8_192;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final Pattern PATH = Pattern.compile("<\\$\\.([A-Za-z0-9_.]+)>");

  JsonNode applied(JsonNode change) {
    String filled =
        PATH.matcher(text)
            .replaceAll(path -> Matcher.quoteReplacement(value(change, path.group(1))));
    try {
      return JSON.readTree(filled);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The template does not produce JSON: " + filled, e);
    }
  }

  private static String value(JsonNode change, String path) {
    JsonNode value = change.at("/" + path.replace('.', '/'));
    if (value.isMissingNode()) {
      throw new IllegalArgumentException("The record has no value at " + path);
    }
    return value.toString();
  }
}
