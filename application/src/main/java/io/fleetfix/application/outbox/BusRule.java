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
  INVOICING("invoicing", 20),
  FRONT_DESK("front-desk", 20),
  MAIL("mail", 100),
  RECEIPTS("receipts", 20);

  private static final String PATTERNS = "bus-rules.json";

  private final String ruleName;
  private final int maxReceives;

  BusRule(String ruleName, int maxReceives) {
    this.ruleName = ruleName;
    this.maxReceives = maxReceives;
  }

  public String ruleName() {
    return ruleName;
  }

  /**
   * How often a queue gives out an event without success before it moves it to the dead letters. A
   * mail server is away for longer than a store is.
   */
  public int maxReceives() {
    return maxReceives;
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
