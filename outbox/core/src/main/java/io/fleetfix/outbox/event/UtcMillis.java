package io.fleetfix.outbox.event;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;

/** Times as text, in UTC with exactly three decimals, so that the texts sort in time order. */
public final class UtcMillis {
  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private UtcMillis() {}

  /** Truncates a time to milliseconds, the precision that stores keep. */
  public static Instant truncated(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Formats a time, for example {@code 2025-11-12T14:00:00.000Z}. */
  public static String text(Instant time) {
    return FORMAT.format(time);
  }
}
