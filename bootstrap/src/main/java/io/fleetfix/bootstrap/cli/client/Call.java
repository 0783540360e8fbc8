package io.fleetfix.bootstrap.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A request to the service.
 *
 * @param expected a field that every successful answer has
 * @param notFound what a 404 means, as a sentence for the operator
 */
public record Call(
    String method, String path, @Nullable JsonNode body, String expected, String notFound) {
  private static final String NO_ROUTE =
      "The service does not know this request: it may be older than this command."
          + " Use a command and a service of the same version.";

  public static Call get(String path, String expected) {
    return new Call("GET", path, null, expected, NO_ROUTE);
  }

  public static Call post(String path, JsonNode body, String expected) {
    return new Call("POST", path, body, expected, NO_ROUTE);
  }

  /** With another sentence for a 404. */
  public Call notFound(String sentence) {
    return new Call(method, path, body, expected, sentence);
  }
}
