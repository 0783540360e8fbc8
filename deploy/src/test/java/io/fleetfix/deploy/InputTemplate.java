package io.fleetfix.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Pipe's input template: each path, unquoted, stands for its value as JSON. What AWS does with a
 * path that leads nowhere is not known here, so that it is an error.
 */
record InputTemplate(String text) {
  /** Characters, by AWS's own limit. */
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
      throw new IllegalArgumentException("The template gives no JSON: " + filled, e);
    }
  }

  private static String value(JsonNode change, String path) {
    JsonNode value = change.at("/" + path.replace('.', '/'));
    if (value.isMissingNode()) {
      throw new IllegalArgumentException("The change has no " + path);
    }
    return value.toString();
  }
}
