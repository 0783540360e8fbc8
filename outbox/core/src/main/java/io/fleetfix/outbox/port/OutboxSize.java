package io.fleetfix.outbox.port;

import java.time.Instant;

/**
 * A bounded count: of a very large backlog it says that it is large, not how large.
 *
 * @param pending how many at least
 * @param oldest when the oldest of those occurred
 * @param quarantined how many at least
 */
public record OutboxSize(long pending, Oldest oldest, long quarantined) {
  /** Since when the oldest pending event waits. "Could not find out" is never "none". */
  public sealed interface Oldest {
    /** Nothing is pending. */
    record None() implements Oldest {}

    record At(Instant occurredAt) implements Oldest {}

    /** Something is pending, and its time cannot be read. */
    record Unknown() implements Oldest {}
  }

  public static final OutboxSize EMPTY = new OutboxSize(0, new Oldest.None(), 0);

  /** Everything that is pending can be read. */
  public static OutboxSize of(long pending, Instant oldest, long quarantined) {
    return new OutboxSize(pending, new Oldest.At(oldest), quarantined);
  }
}
