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
 * A position in a list that is ordered by time. Stores return it as the cursor of a {@link Page}
 * and continue after it.
 *
 * @param id distinguishes items of the same time; 1 to 40 letters, digits and hyphens
 */
public record ListPosition(Instant time, String id) implements Comparable<ListPosition> {
  private static final Comparator<ListPosition> OLDEST_FIRST =
      Comparator.comparing(ListPosition::time).thenComparing(ListPosition::id);

  private static final Pattern TEXT =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z)#([0-9A-Za-z-]{1,40})");

  /**
   * Parses a result of {@link #cursor()}.
   *
   * @throws InvalidValue if the text is anything else
   */
  public static ListPosition ofCursor(String cursor) {
    try {
      return ofText(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException | DateTimeParseException malformed) {
      throw new InvalidValue("cursor", "must be a cursor from a previous page");
    }
  }

  /**
   * Parses a result of {@link #text()}.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static ListPosition ofText(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("Not a list position");
    }
    return new ListPosition(Instant.parse(parts.group(1)), parts.group(2));
  }

  /** The cursor for clients to send back: opaque, and safe in a URL. */
  public String cursor() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text().getBytes(StandardCharsets.US_ASCII));
  }

  /** A text form that sorts in the same order as the positions. */
  public String text() {
    return UtcMillis.text(time) + "#" + id;
  }

  @Override
  public int compareTo(ListPosition other) {
    return OLDEST_FIRST.compare(this, other);
  }
}
