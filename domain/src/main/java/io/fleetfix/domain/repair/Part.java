package io.fleetfix.domain.repair;

import io.fleetfix.domain.text.TextRules;
import java.util.Optional;

/**
 * What is known of a part.
 *
 * @param number the manufacturer's
 */
public record Part(Optional<String> number, Optional<Condition> condition) {
  /** Nothing is known of the part. */
  public static final Part UNKNOWN = new Part(Optional.empty(), Optional.empty());

  /** California has to know this of every part (16 CCR 3356). */
  public enum Condition {
    NEW,
    USED,
    REBUILT,
    RECONDITIONED
  }

  public Part {
    number.ifPresent(text -> TextRules.checked("part.number", text));
  }

  int textBytes() {
    return number.map(TextRules::bytes).orElse(0);
  }
}
