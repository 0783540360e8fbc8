package io.fleetfix.outbox.event;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;

/** Times are UTC with exactly three decimals, so that their texts sort as the times do. */
public final class UtcMillis {
  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private UtcMillis() {}

  /** The same time without anything smaller than a millisecond: what a store gives back. */
  public static Instant truncated(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS);
  }

  /** For example {@code 2025-11-12T14:00:00.000Z}. */
  public static String text(Instant time) {
    return FORMAT.format(time);
  }
}
