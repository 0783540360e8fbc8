package io.fleetfix.outbox.port;

import java.util.regex.Pattern;

/**
 * The place in a distributed trace at which something happened, as W3C Trace Context writes it.
 * Only who looks at traces cares; nothing is decided by it.
 *
 * @param value empty outside of any trace
 */
public record Traceparent(String value) {
  public static final Traceparent NONE = new Traceparent("");

  /** Version 00; ids that are all zeros are none. */
  private static final Pattern FORM =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  /** What a text says, or {@link #NONE}: no event is refused for a trace that can't be read. */
  public static Traceparent of(String text) {
    return FORM.matcher(text).matches() ? new Traceparent(text) : NONE;
  }

  @Override
  public String toString() {
    return value;
  }
}
