package io.fleetfix.outbox.paging;

import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.event.UtcMillis;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where something stands in a list by time. Stores give it out as the cursor of a {@link Page} and
 * go on after it.
 *
 * @param id keeps what happened at the same time apart; letters, digits and hyphens
 */
public record ListPosition(Instant time, String id) implements Comparable<ListPosition> {
  private static final Comparator<ListPosition> OLDEST_FIRST =
      Comparator.comparing(ListPosition::time).thenComparing(ListPosition::id);

  private static final Pattern TEXT =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z)#([0-9A-Za-z-]{1,40})");

  /**
   * Reads what {@link #cursor()} gave.
   *
   * @throws InvalidValue for anything else
   */
  public static ListPosition ofCursor(String cursor) {
    try {
      return ofText(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException | DateTimeParseException noneOfOurs) {
      throw new InvalidValue("cursor", "must be one that the page before gave");
    }
  }

  /**
   * Reads what {@link #text()} gave.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static ListPosition ofText(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("Not a position in a list");
    }
    return new ListPosition(Instant.parse(parts.group(1)), parts.group(2));
  }

  /** For clients to hand back: opaque, and safe in a URL. */
  public String cursor() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text().getBytes(StandardCharsets.US_ASCII));
  }

  /** A text that sorts as the positions do. */
  public String text() {
    return UtcMillis.text(time) + "#" + id;
  }

  @Override
  public int compareTo(ListPosition other) {
    return OLDEST_FIRST.compare(this, other);
  }
}
