package io.fleetfix.outbox.port;

import java.util.regex.Pattern;

/**
 * A position in a distributed trace, in W3C Trace Context format. It is for observability only; no
 * decision depends on it.
 *
 * @param value the {@code traceparent} value; empty outside any trace
 */
public record Traceparent(String value) {
  public static final Traceparent NONE = new Traceparent("");

  /** Version 00, in which an id must not be all zeros. */
  private static final Pattern FORM =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  /**
   * Parses a {@code traceparent}. Returns {@link #NONE} for malformed text, because a bad trace
   * must not stop an event.
   */
  public static Traceparent of(String text) {
    return FORM.matcher(text).matches() ? new Traceparent(text) : NONE;
  }

  @Override
  public String toString() {
    return value;
  }
}
