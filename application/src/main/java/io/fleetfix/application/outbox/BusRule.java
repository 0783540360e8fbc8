package io.fleetfix.application.outbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Who listens on the bus. What each hears stands in {@code bus-rules.json}: EventBridge patterns by
 * rule name, the same for every bus that the service runs on.
 */
public enum BusRule {
  INVOICING("invoicing"),
  FRONT_DESK("front-desk"),
  RECEIPTS("receipts");

  private static final String PATTERNS = "bus-rules.json";

  private final String ruleName;

  BusRule(String ruleName) {
    this.ruleName = ruleName;
  }

  public String ruleName() {
    return ruleName;
  }

  /** A JSON object with one pattern for each rule's name. */
  public static String patterns() {
    try (InputStream patterns = BusRule.class.getResourceAsStream(PATTERNS)) {
      if (patterns == null) {
        throw new IllegalStateException(PATTERNS + " is missing from the class path");
      }
      return new String(patterns.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
